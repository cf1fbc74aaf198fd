import type { Finding } from '@/lib/reports/finding'
import { agree, comparable } from './replication'

/** Names the claim of a report: its members, in any order. */
export const claimOf = (f: Finding): string => [...f.weights].sort((a, b) => a - b).join(' ')

/**
 * Why the reports of one claim disagree, as sentences: some confirm it and some do not, or two confirm it with damages too far apart. A weight that is inert
 * alone and a member of an accepted set is not a conflict: those are two claims.
 */
export function conflictsOf(findings: readonly Finding[]): string[] {
  const accepted = findings.filter((f) => f.verdict.accepted)
  const [yes, no] = [accepted.length, findings.length - accepted.length]
  const shown = 'All are shown; nothing is averaged.'
  const judged =
    yes > 0 && no > 0
      ? [
          `Reports disagree: ${yes} confirm${yes === 1 ? 's' : ''} the same claim, ${no} ${no === 1 ? 'does' : 'do'} not. ${shown}`,
        ]
      : []
  const apart = pairsOf(accepted).find(([a, b]) => comparable(a, b) && !agree(a, b))
  const measured = apart
    ? [
        `Reports disagree: on the same windows ${words(apart[0])} and ${words(apart[1])}, further apart than two runs of one claim may be. ${shown}`,
      ]
    : []
  return [...judged, ...measured]
}

const pairsOf = (all: readonly Finding[]) => all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const))

const words = ({ sha256, verdict: { damage } }: Finding) =>
  `${sha256.slice(0, 12)} measured R = ${damage.infinite ? 'infinity' : (damage.ratio?.toPrecision(3) ?? 'nothing')}`
