import { allPages } from '@/lib/lists/all-pages'
import { listSets } from '@/lib/records/list'
import { FlatSet, flatSet } from '@/lib/sets/flat'
import { SetExportQuery } from '@/lib/sets/schema'
import type { Download } from './download-route'
import { flatTable } from './flat-table'

export const SETS = {
  list: 'sets',
  file: 'super-weight-sets',
  title: 'The sets',
  rows: 'One row a set, with its members and their coordinates, the damage from the latest report, class and level.',
  query: SetExportQuery,
  row: FlatSet,
  tableOf: (query: SetExportQuery) => flatTable(FlatSet, flatSet, allPages(listSets, query)),
} satisfies Download<typeof SetExportQuery>
