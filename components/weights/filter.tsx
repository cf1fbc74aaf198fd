import { FIELD, Labelled } from '@/components/form/controls'
import { RecordFilter } from '@/components/records/filter'
import type { WeightQuery } from '@/lib/weights/schema'

const SORTS = [
  ['id', 'number'],
  ['model', 'model'],
  ['layer', 'layer'],
  ['class', 'class'],
  ['level', 'evidence level'],
] as const

/** The filters of the index of weights. */
export function WeightFilter({ query }: { query: WeightQuery }) {
  return (
    <RecordFilter
      path="/weights"
      label="Filter weights"
      query={query}
      sorts={SORTS}
      columns="lg:grid-cols-[2fr_0.8fr_1.4fr_1.4fr_1.2fr_1.2fr_auto]"
    >
      <Labelled label="Layer" htmlFor="layer">
        <input
          id="layer"
          name="layer"
          type="number"
          min={0}
          max={9999}
          defaultValue={query.layer ?? ''}
          className={FIELD}
        />
      </Labelled>
    </RecordFilter>
  )
}
