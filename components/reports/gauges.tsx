import { Strip } from '@/components/plots/strip'
import { Mark } from '@/components/status/mark'
import { plural, times } from '@/components/text/format'
import { checkFacts, type Check } from '@/lib/protocol'
import type { GaugesOfOthers } from '@/lib/reports/gauges'

export interface GaugesProps {
  readonly checks: readonly Check[]
  /** Names of the members of a set. */
  readonly members: readonly string[]
  /** The same numbers in all other reports. */
  readonly others: GaugesOfOthers
  readonly otherReports: number
}

/** A slider a check: what was measured, the threshold, and where all other reports stand. */
export function Gauges({ checks, members, others, otherReports }: GaugesProps) {
  return (
    <>
      <p className="mb-4 max-w-prose text-note text-muted">
        The dot is this report, the upright line the protocol’s cut-off, the grey band the side on which the check
        passes
        {otherReports > 0 && `, a tick the same number in one of ${plural(otherReports, 'other report')}`}.
      </p>
      <ol className="border-t border-rule">
        {checks.map((check, i) => (
          <li
            key={i}
            className="grid items-center gap-x-8 gap-y-1 border-b border-rule py-3 break-inside-avoid md:grid-cols-[15rem_minmax(0,1fr)]"
          >
            <CheckName check={check} member={members.length > 1 ? (members[check.member ?? -1] ?? null) : null} />
            <Slider check={check} id={`gauge-${i}`} others={others[check.id] ?? []} />
          </li>
        ))}
      </ol>
    </>
  )
}

function CheckName({ check, member }: { check: Check; member: string | null }) {
  return (
    <p className="min-w-0">
      <span className="inline-flex items-baseline gap-1.5">
        <Mark kind={check.passed ? 'yes' : 'no'} className="translate-y-0.5" />
        <span className="font-semibold">{check.id}</span>
        <span className={check.passed ? 'text-muted' : 'font-semibold text-accent'}>
          {check.passed ? 'passed' : 'failed'}
        </span>
      </span>
      {member && <span className="block font-mono text-note text-muted">{member}</span>}
      <span className="block text-note text-muted">
        {checkFacts(check.id).gauge?.quantity ?? checkFacts(check.id).question}
      </span>
    </p>
  )
}

function Slider({
  check: { id, gauge, measured },
  id: key,
  others,
}: {
  check: Check
  id: string
  others: readonly number[]
}) {
  const facts = checkFacts(id).gauge
  if (gauge === null || facts === null) return <p className="text-[0.9375rem]">{measured}</p>
  const write = facts.scale === 'log' ? times : percent
  const own = gauge.measured ?? Infinity
  const side = gauge.passes === 'at-least' ? 'at least' : 'at most'
  return (
    <Strip
      id={key}
      description={`${facts.quantity}: ${gauge.measured === null ? 'not finite' : write(own)}. The check asks for ${side} ${write(gauge.threshold)}.${rankWords(own, others)}`}
      scale={facts.scale}
      own={own}
      others={others}
      threshold={{ at: gauge.threshold, passes: gauge.passes }}
      write={write}
    />
  )
}

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`

const rankWords = (own: number, others: readonly number[]): string =>
  others.length === 0 ? '' : ` Larger than ${others.filter((value) => value < own).length} of ${others.length} others.`
