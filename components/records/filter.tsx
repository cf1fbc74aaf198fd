import { Link } from '@/components/site/link'
import { Choice, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { LEVEL_TEXTS } from '@/components/status/level'
import { CLASS_TEXTS } from '@/components/status/weight-class'
import type { WeightQuery } from '@/lib/weights/schema'

export interface RecordFilterProps {
  /** Address of the list. */
  readonly path: string
  readonly label: string
  readonly query: WeightQuery
  /** What the list can be sorted by, with its name. */
  readonly sorts: readonly (readonly [string, string])[]
  /** Widths of the fields on a wide screen, as a class. */
  readonly columns: string
  /** Filters that the other lists of records do not have. */
  readonly children?: React.ReactNode
}

/** Filters of a list of records as a plain GET form: the address is the whole state, with or without JavaScript. */
export function RecordFilter({ path, label, query, sorts, columns, children }: RecordFilterProps) {
  return (
    <form
      method="get"
      action={path}
      role="search"
      aria-label={label}
      className={`mt-8 grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-3 print:hidden ${columns}`}
    >
      <SearchField
        name="model"
        label="Model contains"
        value={query.model}
        placeholder="llama"
        className="col-span-2 sm:col-span-1"
      />
      {children}
      <Labelled label="Class" htmlFor="class">
        <Choice
          id="class"
          name="class"
          value={query.class?.[0] ?? ''}
          any="any"
          options={Object.entries(CLASS_TEXTS).map(([letter, words]) => [letter, `${letter} ${words}`])}
        />
      </Labelled>
      <Labelled label="Level" htmlFor="level">
        <Choice
          id="level"
          name="level"
          value={String(query.level?.[0] ?? '')}
          any="any"
          options={LEVEL_TEXTS.map(([word], number) => [String(number), `${number} ${word}`])}
        />
      </Labelled>
      <Labelled label="Sort by" htmlFor="sort">
        <Choice id="sort" name="sort" value={query.sort} options={sorts} />
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
        <Link href={path} className="link text-note">
          Clear
        </Link>
      </div>
    </form>
  )
}
