import { allPages } from '@/lib/lists/all-pages'
import { FlatModel, flatModel } from '@/lib/models/flat'
import { listModels } from '@/lib/models/list'
import { ModelExportQuery } from '@/lib/models/schema'
import type { Download } from './download-route'
import { flatTable } from './flat-table'

export const MODELS = {
  list: 'models',
  file: 'super-weight-models',
  title: 'The models',
  rows: 'One row a model, with how much is on record, the best class and level, and the checkpoint read last.',
  query: ModelExportQuery,
  row: FlatModel,
  tableOf: (query: ModelExportQuery) => flatTable(FlatModel, flatModel, allPages(listModels, query)),
} satisfies Download<typeof ModelExportQuery>
