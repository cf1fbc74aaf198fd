import Link from 'next/link'
import { Choice, FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { LEVEL_TEXTS } from '@/components/status/level'
import { CLASS_TEXTS } from '@/components/status/weight-class'
import type { WeightQuery } from '@/lib/weights/schema'

const SORTS = [
  ['id', 'number'],
  ['model', 'model'],
  ['layer', 'layer'],
  ['class', 'class'],
  ['level', 'evidence level'],
] as const

/** The index's filters as a plain GET form: the address is the whole state, with or without JavaScript. */
export function WeightFilter({ query }: { query: WeightQuery }) {
  return (
    <form
      method="get"
      action="/weights"
      role="search"
      aria-label="Filter weights"
      className="mt-8 grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-[2fr_0.8fr_1.4fr_1.4fr_1.2fr_1.2fr_auto] print:hidden"
    >
      <Labelled label="Model contains" htmlFor="model" className="col-span-2 sm:col-span-1">
        <input
          id="model"
          name="model"
          type="search"
          defaultValue={query.model ?? ''}
          maxLength={200}
          placeholder="llama"
          autoComplete="off"
          className={FIELD}
        />
      </Labelled>
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
      <Labelled label="Class" htmlFor="class">
        <Choice
          id="class"
          name="class"
          value={query.class ?? ''}
          any="any"
          options={Object.entries(CLASS_TEXTS).map(([letter, words]) => [letter, `${letter} ${words}`])}
        />
      </Labelled>
      <Labelled label="Level" htmlFor="level">
        <Choice
          id="level"
          name="level"
          value={query.level === undefined ? '' : String(query.level)}
          any="any"
          options={LEVEL_TEXTS.map(([word], number) => [String(number), `${number} ${word}`])}
        />
      </Labelled>
      <Labelled label="Sort by" htmlFor="sort">
        <Choice id="sort" name="sort" value={query.sort} options={SORTS} />
      </Labelled>
      <Labelled label="Order" htmlFor="order">
        <Choice
          id="order"
          name="order"
          value={query.order}
          options={[
            ['asc', 'ascending'],
            ['desc', 'descending'],
          ]}
        />
      </Labelled>
      <div className="flex items-baseline gap-4">
        <button type="submit" className={QUIET_BUTTON}>
          Show
        </button>
        <Link href="/weights" className="link text-note">
          Clear
        </Link>
      </div>
    </form>
  )
}
