import { damagesAgree, engineOf, hardwareOf, sameWindows } from '@/lib/protocol'
import type { Finding } from '@/lib/reports/finding'

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
export const comparable = (a: Finding, b: Finding): boolean => sameClaim(a, b) && sameWindows(a.report, b.report)

/** Whether the damages of two reports agree within tolerance. */
export const agree = (a: Finding, b: Finding): boolean => damagesAgree(a.verdict.damage, b.verdict.damage)

function sameClaim(a: Finding, b: Finding): boolean {
  return a.weights.length === b.weights.length && a.weights.every((id) => b.weights.includes(id))
}

/** Decision 051. Another engine adds in another order by other kernels, wherever it runs. */
function independence(a: Finding, b: Finding): Independence | null {
  const [x, y] = [a.report.verifier, b.report.verifier]
  if (engineOf(x) !== engineOf(y)) return 'engine'
  const elsewhere = hardwareOf(x) !== hardwareOf(y) || x.number_format !== y.number_format
  return elsewhere && a.signed?.party !== b.signed?.party ? 'party' : null
}
