import { protocolOrder, type WeightClass } from '@/lib/protocol'
import type { Finding } from '@/lib/reports/finding'
import { conflictsOf, claimOf } from './conflicts'
import { replicationOf, type Replication } from './replication'
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
  const counted = evidence.findings.filter(({ signed }) => signed === null || !signed.withdrawn)
  const current = [...byClaim(counted).values()].flatMap(ofNewestProtocol)
  // What strangers sign may replicate or contradict what this registry measured: it accepts nothing and has no class to give.
  const own = current.filter(({ signed }) => signed === null)
  const accepted = own.filter((f) => f.verdict.accepted)
  const replication = replicationOf(current)
  const number = levelNumber(evidence, accepted, replication)
  const conflicts = [...byClaim(current).values()].flatMap(conflictsOf)
  const decides = decidingOf(own)
  const reasons = [
    ...foundOf(evidence, own, accepted),
    ...replicationWords(replication),
    ...lackingFor(number),
    ...conflicts,
  ]
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

function levelNumber(evidence: Evidence, accepted: readonly Finding[], replication: Replication | null): number {
  if (replication) return evidence.publications.length > 0 || replication.third !== null ? 4 : 3
  if (accepted.length > 0) return 2
  return evidence.reading ? 1 : 0
}

/** What is published, read and measured here. */
function foundOf(evidence: Evidence, own: readonly Finding[], accepted: readonly Finding[]): string[] {
  const { reading } = evidence
  const read = reading
    ? `Its value was read at commit ${reading.commit.slice(0, 12)}: ${reading.text}.`
    : 'No value has been read at a commit.'
  const [best] = accepted
  const runs = best
    ? `A run of ${best.report.protocol.id} reached class ${best.verdict.class ?? 'none'} (report ${short(best)}).`
    : own.length > 0
      ? `${own.length === 1 ? 'A run' : `${own.length} runs`} of ${protocolsOf(own)} did not confirm it: ${own[0]?.verdict.summary ?? ''}`
      : `No run has judged it: ${publishedWords(evidence)}.`
  return [...saidOf(evidence), read, runs]
}

/** Names keys and not people, as versions are kept for good and people may leave (decision 044). */
function replicationWords(replication: Replication | null): string[] {
  if (!replication) return []
  const { pair, by, third } = replication
  const [own, other] = pair
  const how = by === 'engine' ? 'by another engine' : 'by another party on other hardware or in another number format'
  const one = other.signed === null ? `Report ${short(other)}` : signedWords(other)
  return [
    `${one} agrees with report ${short(own)}: measured ${how}.`,
    ...(third ? [`${signedWords(third)} agrees too: a third party.`] : []),
  ]
}

function lackingFor(number: number): string[] {
  if (number === 2)
    return [
      'Level 3 needs a run that agrees: by another engine, or by another party on other hardware or in another number format.',
    ]
  return number === 3 ? ['Level 4 needs an independent publication, or a signed run by a third party.'] : []
}

const short = ({ sha256 }: Finding) => sha256.slice(0, 12)
const signedWords = (f: Finding) => `Report ${short(f)}, signed with key ${f.signed?.key.slice(0, 12) ?? ''},`

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

/** Of reports of one claim those that follow the newest protocol by which this registry ran it; none of a protocol that it has not published. */
function ofNewestProtocol(findings: readonly Finding[]): Finding[] {
  const orderOf = (f: Finding) => protocolOrder(f.report.protocol.sha256)
  const newest = Math.max(...findings.filter(({ signed }) => signed === null).map(orderOf))
  return newest < 0 ? [] : findings.filter((f) => orderOf(f) === newest)
}

function byClaim(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const f of findings) groups.set(claimOf(f), [...(groups.get(claimOf(f)) ?? []), f])
  return groups
}

/** The run of this registry from which a record has its class, or where there is none, the one that denies it; null where it was not measured. */
export function decidingRunOf(findings: readonly Finding[]): Finding | null {
  const current = [...byClaim(findings).values()].flatMap(ofNewestProtocol)
  return decidingOf(current.filter(({ signed }) => signed === null)) ?? null
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
