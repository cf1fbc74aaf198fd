import { Link } from '@/components/site/link'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import type { Given } from '@/components/table/address'
import { COLUMNS, DEFAULT_COLUMNS } from '@/lib/weights/columns'
import type { FacetCounts } from '@/lib/facets/counts'
import { COLUMN_NAMES } from './columns'
import { FacetGroup } from './group'
import { FACETS } from './words'

/** Parameters that no field of the panel sets: they are sent along. */
const KEPT = ['sort', 'order', 'limit', 'repo'] as const

interface PanelProps {
  readonly path: string
  readonly given: Given
  readonly counts: FacetCounts
}

/** Filters with counts, and how to show the list: a plain GET form, so that the address is the whole state. On a phone it is folded away. */
export function FacetPanel({ path, given, counts }: PanelProps) {
  const chosen = (name: string): readonly string[] => [given[name] ?? []].flat()
  const columns = given['columns'] === undefined ? DEFAULT_COLUMNS : chosen('columns')
  const active = Object.keys(given).filter((name) => FILTERS.has(name)).length
  return (
    <details className="facets print:hidden" open={false}>
      <summary className="w-fit cursor-pointer border border-edge px-4 py-1.5">
        Filters and columns{active > 0 && ` (${active})`}
      </summary>
      <form method="get" action={path} role="search" aria-label="Filter weights" className="mt-4 space-y-5 xl:mt-0">
        {KEPT.map((name) => chosen(name)[0] && <input key={name} type="hidden" name={name} value={chosen(name)[0]} />)}
        <SearchField name="model" label="Model contains" value={chosen('model')[0]} placeholder="llama" />
        {FACETS.map(([facet, name, hint]) => (
          <FacetGroup
            key={facet}
            facet={facet}
            name={name}
            hint={hint}
            counts={counts.facets[facet]}
            chosen={chosen(facet)}
          />
        ))}
        <Labelled label="Layer" htmlFor="layer">
          <input
            id="layer"
            name="layer"
            type="number"
            min={0}
            max={9999}
            defaultValue={chosen('layer')[0]}
            className={FIELD}
          />
        </Labelled>
        <Choices title="Columns" open={given['columns'] !== undefined}>
          {COLUMNS.map((column) => (
            <Check key={column} name="columns" value={column} checked={columns.includes(column)}>
              {COLUMN_NAMES[column]}
            </Check>
          ))}
        </Choices>
        <Check name="group" value="model" checked={chosen('group').includes('model')}>
          Group by model
        </Check>
        <div className="flex items-baseline gap-4 xl:sticky xl:bottom-0 xl:bg-paper xl:py-3">
          <button type="submit" className={QUIET_BUTTON}>
            Apply
          </button>
          <Link href={path} className="link text-note">
            Clear all
          </Link>
        </div>
      </form>
    </details>
  )
}

const FILTERS = new Set(['model', 'layer', ...FACETS.map(([facet]) => facet)])

function Choices({ title, open, children }: { title: string; open: boolean; children: React.ReactNode }) {
  return (
    <details open={open}>
      <summary className="cursor-pointer text-[0.9375rem] font-semibold">{title}</summary>
      <div className="mt-1.5 space-y-1">{children}</div>
    </details>
  )
}

function Check({
  name,
  value,
  checked,
  children,
}: {
  name: string
  value: string
  checked: boolean
  children: React.ReactNode
}) {
  return (
    <label className="flex items-baseline gap-2 text-[0.9375rem] leading-6">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} className="accent-accent" />
      <span>{children}</span>
    </label>
  )
}
