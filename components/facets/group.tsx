import { count } from '@/components/text/format'
import type { FacetCount } from '@/lib/facets/counts'
import { type Facet, valueWords } from './words'

/** Values that are shown at once; the others are folded. */
const SHOWN = 8

interface GroupProps {
  readonly facet: Facet
  readonly name: string
  readonly hint?: string | undefined
  readonly counts: readonly FacetCount[]
  readonly chosen: readonly string[]
}

/** The values of a facet as check boxes, each with how many records choosing it would show. */
export function FacetGroup({ facet, name, hint, counts, chosen }: GroupProps) {
  const values = withChosen(counts, chosen).filter(({ value, count: n }) => n > 0 || chosen.includes(value))
  if (values.length === 0) return null
  const boxes = values.map((value) => (
    <Box key={value.value} facet={facet} of={value} checked={chosen.includes(value.value)} />
  ))
  return (
    <div role="group" aria-label={name}>
      <details open={OPEN.includes(facet) || chosen.length > 0}>
        <summary className="cursor-pointer text-[0.9375rem] font-semibold">{name}</summary>
        {hint && <p className="mt-1 text-note text-muted">{hint}</p>}
        <div className="mt-1.5 space-y-1">{boxes.slice(0, SHOWN)}</div>
        {boxes.length > SHOWN && (
          <details className="mt-1" open={values.slice(SHOWN).some(({ value }) => chosen.includes(value))}>
            <summary className="cursor-pointer text-note text-muted">{boxes.length - SHOWN} more</summary>
            <div className="mt-1 space-y-1">{boxes.slice(SHOWN)}</div>
          </details>
        )}
      </details>
    </div>
  )
}

/** Facets whose values are shown without a click. */
const OPEN: readonly Facet[] = ['family', 'class', 'level', 'depth']

/** Chosen values without a record stay, so that they can be taken back. */
function withChosen(counts: readonly FacetCount[], chosen: readonly string[]): readonly FacetCount[] {
  const missing = chosen.filter((value) => !counts.some((one) => one.value === value))
  return [...counts, ...missing.map((value) => ({ value, count: 0, label: null }))]
}

function Box({ facet, of: { value, count: n, label }, checked }: { facet: Facet; of: FacetCount; checked: boolean }) {
  return (
    <label className="flex items-baseline gap-2 text-[0.9375rem] leading-6" title={label ?? undefined}>
      <input type="checkbox" name={facet} value={value} defaultChecked={checked} className="accent-accent" />
      <span className="min-w-0 grow wrap-anywhere">{valueWords(facet, value)}</span>
      <span className="tabular text-note text-muted">{count(n)}</span>
    </label>
  )
}
