import { MOST_ROWS } from '@/lib/records/flat'
import { WeightExportQuery } from '@/lib/weights/schema'

/** What the downloads of the index have in common. */
export const DOWNLOAD = {
  description: `All rows that the filters of \`/api/v1/weights\` select, in its order, at most ${MOST_ROWS.toLocaleString('en')}. Every row has id, url, repo, organisation, tensor, row and col, and the fields of the chosen columns: family (family), size (parameters), layer (layer, expert), depth (layers, relative_depth = layer / (layers - 1)), channels (output_channel, input_neuron), value (value, as read here; published_value, as others print it), dtype, commit, class, level (level, verified, published_as_negative), source (sources), year (years).`,
  query: WeightExportQuery,
  // Streamed: nothing to keep.
  cache: 'never',
} as const

/** Headers with which a browser saves the response as a file. */
export const downloadHeaders = (ending: 'csv' | 'json') => ({
  'content-disposition': `attachment; filename="super-weights.${ending}"`,
})
