import { z } from 'zod'
import { WeightId } from '@/lib/ids'
import { flatWeights } from '@/lib/records/flat'
import { fieldsOf } from '@/lib/weights/columns'
import { WeightExportQuery } from '@/lib/weights/schema'
import type { Download } from './download-route'

export const WEIGHTS = {
  list: 'weights',
  file: 'super-weights',
  title: 'The index of weights',
  rows: 'Every row has id, url, repo, organisation, tensor, row and col, and the fields of the chosen columns: family (family), size (parameters), layer (layer, expert), depth (layers, relative_depth = layer / (layers - 1)), channels (output_channel, input_neuron), value (value, as read here; published_value, as others print it), dtype, commit, class, level (level, verified, published_as_negative), source (sources), year (years).',
  query: WeightExportQuery,
  row: z.looseObject({ id: WeightId }),
  tableOf: (query: WeightExportQuery) => ({ fields: fieldsOf(query.columns), batches: flatWeights(query) }),
} satisfies Download<typeof WeightExportQuery>
