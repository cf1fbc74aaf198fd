import type { VerifierFacts } from '@/lib/protocol'
import type { Finding } from '@/lib/reports/finding'

/**
 * How far two runs' ln R may differ, relative to the larger one: this project's choice. R spans four orders of magnitude, and the loss of a
 * wrecked model depends on the number format far more than an intact one's, so the tolerance grows with ln R: R = 10 matches 8 to
 * 12.9, R = 1,000 matches 500 to 2,150.
 */
const MAX_LOG_DEVIATION = 0.1

/** What makes a claim more than reproduced (protocol.md, section 5). */
export interface Replication {
  /** A run of this registry, and one that replicates it. */
  readonly pair: readonly [Finding, Finding]
  /** How the second is independent of the first. */
  readonly by: Independence
  /** A signed run by a party that made neither of the two, which agrees as well. */
  readonly third: Finding | null
}

/** Another program, or the same one in other hands and on other hardware. */
export type Independence = 'engine' | 'party'

/** The strongest replication among runs of claims, or null. Every pair holds a run of this registry: strangers alone raise nothing. */
export function replicationOf(current: readonly Finding[]): Replication | null {
  const accepted = current.filter(({ verdict }) => verdict.accepted)
  const pairs = accepted
    .filter(({ signed }) => signed === null)
    .flatMap((own) => accepted.flatMap((other) => replicating(own, other) ?? []))
  const all = pairs.map(({ pair, by }) => ({ pair, by, third: thirdOf(pair, accepted) }))
  return all.find(({ third }) => third !== null) ?? all[0] ?? null
}

function replicating(own: Finding, other: Finding): Pick<Replication, 'pair' | 'by'> | null {
  const by = own.sha256 === other.sha256 ? null : independence(own, other)
  return by !== null && comparable(own, other) && agree(own, other) ? { pair: [own, other], by } : null
}

/** The parties of the pair are this registry and perhaps one account: a third is any other. */
function thirdOf([own, other]: Replication['pair'], accepted: readonly Finding[]): Finding | null {
  const isThird = ({ signed }: Finding) => signed !== null && signed.party !== other.signed?.party
  return accepted.find((f) => isThird(f) && comparable(own, f) && agree(own, f)) ?? null
}

/** Whether two reports measured the same: one claim, on the same windows of the same text. */
export const comparable = (a: Finding, b: Finding): boolean => sameClaim(a, b) && sameWindows(a, b)

/** Whether the damages of two reports agree within tolerance. */
export function agree({ verdict: { damage: a } }: Finding, { verdict: { damage: b } }: Finding): boolean {
  if (a.infinite || b.infinite) return a.infinite === b.infinite
  if (a.ratio === null || b.ratio === null) return false
  const [x, y] = [Math.log(a.ratio), Math.log(b.ratio)]
  return Math.abs(x - y) <= MAX_LOG_DEVIATION * Math.max(Math.abs(x), Math.abs(y))
}

/** What computed, of a report or of one that is still to be made. */
export type Computer = Pick<VerifierFacts, 'engine' | 'cpu' | 'device'>

/** The engine's name without its version: `onnxruntime-node 1.30.0` is `onnxruntime-node`. A new version of an engine is the same engine. */
export const engineOf = ({ verifier: { engine } }: { readonly verifier: Computer }): string =>
  (engine.split(/[\s@/]/)[0] ?? '').toLowerCase()

/** What computed: the processor, and which part of the machine. Reports older than the field `device` are of processors. */
export const hardwareOf = ({ verifier: { cpu, device = 'cpu' } }: { readonly verifier: Computer }): string =>
  `${cpu}, ${device}`

function sameClaim(a: Finding, b: Finding): boolean {
  return a.weights.length === b.weights.length && a.weights.every((id) => b.weights.includes(id))
}

/** Perplexities of different corpora, windows or tokenisations are never compared. */
function sameWindows(a: Finding, b: Finding): boolean {
  const [x, y] = [a.report.perplexity.at(-1), b.report.perplexity.at(-1)]
  return (
    x !== undefined &&
    y !== undefined &&
    x.grade === y.grade &&
    x.corpus.sha256 === y.corpus.sha256 &&
    x.token_ids_sha256 === y.token_ids_sha256
  )
}

/** Decision 051. Another engine adds in another order by other kernels, wherever it runs. */
function independence(a: Finding, b: Finding): Independence | null {
  if (engineOf(a.report) !== engineOf(b.report)) return 'engine'
  const elsewhere =
    hardwareOf(a.report) !== hardwareOf(b.report) || a.report.verifier.number_format !== b.report.verifier.number_format
  return elsewhere && a.signed?.party !== b.signed?.party ? 'party' : null
}
