import { count } from '@/components/text/format'
import { type Outcome, OUTCOMES } from '@/lib/literature/outcome'

/** What became of a claim, in words. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  verified: 'verified here',
  not_confirmed: 'not confirmed here',
  disputed: 'disputed',
  not_checked: 'not checked',
  withdrawn: 'withdrawn',
}

const FILLS: Readonly<Record<Outcome, string>> = {
  verified: 'fill-ink',
  not_confirmed: 'fill-accent',
  disputed: 'fill-[url(#disputed)] stroke-accent',
  not_checked: 'fill-transparent stroke-edge',
  withdrawn: 'fill-rule stroke-edge',
}

/** Height of the bar in pixels. */
const BAR = 10

/** Claims by what became of them: a bar, and the same in words below it. */
export function Outcomes({ of }: { of: Readonly<Record<Outcome, number>> }) {
  const total = OUTCOMES.reduce((sum, outcome) => sum + of[outcome], 0)
  if (total === 0) return <span className="text-muted">no coordinates</span>
  const shown = OUTCOMES.filter((outcome) => of[outcome] > 0)
  const starts = shown.map((_, i) => shown.slice(0, i).reduce((sum, outcome) => sum + of[outcome], 0))
  return (
    <>
      <span className="block">
        {shown.map((outcome) => `${count(of[outcome])} ${OUTCOME_WORDS[outcome]}`).join(', ')}
      </span>
      <svg aria-hidden="true" width="100%" height={BAR} className="mt-1.5 block max-w-44 overflow-visible">
        <defs>
          <pattern id="disputed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.5" height="4" className="fill-accent" />
          </pattern>
        </defs>
        {shown.map((outcome, i) => (
          <rect
            key={outcome}
            x={`${(100 * (starts[i] ?? 0)) / total}%`}
            width={`${(100 * of[outcome]) / total}%`}
            y="0"
            height={BAR}
            className={FILLS[outcome]}
          />
        ))}
      </svg>
    </>
  )
}
