import { protocolOrder, type WeightClass } from '@/lib/protocol'
import type { Finding } from '@/lib/reports/finding'
import { isReplicatedBy } from './replication'
import { LEVEL_WORDS, type Level } from './schema'

/** The evidence for the level of a weight or a set (protocol.md, section 5). */
export interface Evidence {
  /** Null until the value was read at a pinned commit. */
  readonly reading: { readonly commit: string; readonly text: string } | null
  /** Keys of publications that state the coordinate itself; for a set, those that state every member. */
  readonly publications: readonly string[]
  /** Keys of publications that report it as a negative result; they do not count for levels. */
  readonly negatives?: readonly string[]
  /** Every report whose claim includes it. */
  readonly findings: readonly Finding[]
  /** Present where its record was withdrawn. */
  readonly withdrawn?: { readonly challenge: string } | undefined
}

export interface Grading {
  readonly level: Level
  readonly class: WeightClass | null
  /** Why there is no class, or null if there is one. */
  readonly unclassed: string | null
}

/**
 * Level, reasons and class, from claims and reports alone; never set by hand. Each claim counts as the newest protocol that judged it has it; its reports of
 * older ones stay readable, with their own cut-offs.
 */
export function gradingOf(evidence: Evidence): Grading {
  if (evidence.withdrawn) return withdrawnGrading(evidence.withdrawn)
  const current = [...byClaim(evidence.findings).values()].flatMap(ofNewestProtocol)
  const accepted = current.filter((f) => f.verdict.accepted)
  const pair = replicatingPair(accepted)
  const number = levelNumber(evidence, accepted, pair !== null)
  const conflicts = conflictingClaims(current)
  const decides = decidingOf(current)
  const reasons = [...reasonsFor(evidence, current, accepted, pair, number), ...conflicts]
  return {
    level: { number, word: LEVEL_WORDS[number] ?? LEVEL_WORDS[0], reasons, conflicting: conflicts.length > 0 },
    class: decides?.verdict.class ?? null,
    unclassed: unclassedReason(decides),
  }
}

/** Nothing is claimed of a withdrawn record any more, whatever was measured. */
function withdrawnGrading({ challenge }: NonNullable<Evidence['withdrawn']>): Grading {
  const said = `The record was withdrawn: ${challenge} says why.`
  return {
    level: { number: 0, word: LEVEL_WORDS[0], reasons: [said], conflicting: false },
    class: null,
    unclassed: 'The record was withdrawn.',
  }
}

function levelNumber(evidence: Evidence, accepted: readonly Finding[], replicated: boolean): number {
  if (replicated) return evidence.publications.length > 0 ? 4 : 3
  if (accepted.length > 0) return 2
  return evidence.reading ? 1 : 0
}

function reasonsFor(
  evidence: Evidence,
  current: readonly Finding[],
  accepted: readonly Finding[],
  pair: readonly [Finding, Finding] | null,
  number: number,
): string[] {
  const { reading } = evidence
  const said = saidOf(evidence)
  const read = reading
    ? [`Its value was read at commit ${reading.commit.slice(0, 12)}: ${reading.text}.`]
    : ['No value has been read at a commit.']
  const [best] = accepted
  const runs = best
    ? [
        `A run of ${best.report.protocol.id} reached class ${best.verdict.class ?? 'none'} (report ${best.sha256.slice(0, 12)}).`,
      ]
    : current.length > 0
      ? [
          `${current.length === 1 ? 'A run' : `${current.length} runs`} of ${protocolsOf(current)} did not confirm it: ${current[0]?.verdict.summary ?? ''}`,
        ]
      : [`No run has judged it: ${publishedWords(evidence)}.`]
  const twice = pair
    ? [
        `Reports ${pair[0].sha256.slice(0, 12)} and ${pair[1].sha256.slice(0, 12)} agree, from different verifiers on different hardware.`,
      ]
    : []
  const lacking =
    number === 2
      ? ['Level 3 needs a second verifier on other hardware or in another number format.']
      : number === 3
        ? ['Level 4 needs an independent publication.']
        : []
  return [...said, ...read, ...runs, ...twice, ...lacking]
}

function protocolsOf(findings: readonly Finding[]): string {
  return new Intl.ListFormat('en').format([...new Set(findings.map((f) => f.report.protocol.id))])
}

function saidOf({ publications, negatives = [] }: Evidence): string[] {
  const count = (keys: readonly string[], one: string, many: string) =>
    keys.length === 1 ? `One publication ${one}` : `${keys.length} publications ${many}`
  return [
    ...(publications.length === 0 ? [] : [`${count(publications, 'states', 'state')} it: ${publications.join(', ')}.`]),
    ...(negatives.length === 0
      ? []
      : [
          `${count(negatives, 'reports', 'report')} it as a negative result, not a super weight: ${negatives.join(', ')}.`,
        ]),
  ]
}

function publishedWords({ publications, negatives = [] }: Evidence): string {
  if (publications.length > 0) return 'published, not verified here'
  return negatives.length > 0 ? 'published as negative, not verified here' : 'not verified here'
}

function replicatingPair(accepted: readonly Finding[]): readonly [Finding, Finding] | null {
  for (const [i, a] of accepted.entries()) {
    const b = accepted.slice(i + 1).find((other) => isReplicatedBy(a, other))
    if (b) return [a, b]
  }
  return null
}

/** One claim with conflicting outcomes. A weight that is inert alone and a member of an accepted set is not a conflict: those are two claims. */
function conflictingClaims(current: readonly Finding[]): string[] {
  return [...byClaim(current).values()].flatMap((findings) => {
    const yes = findings.filter((f) => f.verdict.accepted).length
    const no = findings.length - yes
    return yes > 0 && no > 0
      ? [
          `Reports disagree: ${yes} confirm${yes === 1 ? 's' : ''} the same claim, ${no} ${no === 1 ? 'does' : 'do'} not. All are shown; nothing is averaged.`,
        ]
      : []
  })
}

const claimOf = (f: Finding): string => [...f.weights].sort((a, b) => a - b).join(' ')

/** Of reports of one claim those that follow the newest protocol; none of a protocol that the registry has not published. */
function ofNewestProtocol(findings: readonly Finding[]): Finding[] {
  const orderOf = (f: Finding) => protocolOrder(f.report.protocol.sha256)
  const newest = Math.max(...findings.map(orderOf))
  return newest < 0 ? [] : findings.filter((f) => orderOf(f) === newest)
}

function byClaim(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const f of findings) groups.set(claimOf(f), [...(groups.get(claimOf(f)) ?? []), f])
  return groups
}

/** The report whose class counts: class A alone comes before B as a member; without an accepted report, the latest report of it alone, else the latest set's. */
function decidingOf(current: readonly Finding[]): Finding | undefined {
  const latest = [...current].sort((a, b) => b.filedAt.getTime() - a.filedAt.getTime())
  const accepted = latest.filter((f) => f.verdict.accepted)
  const alone = (f: Finding) => f.weights.length === 1
  return accepted.find(alone) ?? accepted[0] ?? latest.find(alone) ?? latest[0]
}

/** A run judges a weight alone or the members of a set together, and its summary says which check prevented a class. */
function unclassedReason(decides: Finding | undefined): string | null {
  if (!decides) return 'No report judges it.'
  const { verdict, weights } = decides
  if (verdict.class !== null) return null
  return `The latest run of ${weights.length === 1 ? 'it alone' : `${weights.length === 2 ? 'both' : `all ${weights.length}`} members together`} gives no class. ${verdict.summary}`
}
