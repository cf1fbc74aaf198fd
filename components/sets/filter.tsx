import { RecordFilter } from '@/components/records/filter'
import type { SetQuery } from '@/lib/sets/schema'

const SORTS = [
  ['id', 'number'],
  ['model', 'model'],
  ['class', 'class'],
  ['level', 'evidence level'],
] as const

/** The filters of the list of sets. */
export function SetFilter({ query }: { query: SetQuery }) {
  return (
    <RecordFilter
      path="/sets"
      label="Filter sets"
      query={query}
      sorts={SORTS}
      columns="lg:grid-cols-[2fr_1.4fr_1.4fr_1.2fr_1.2fr_auto]"
    />
  )
}
