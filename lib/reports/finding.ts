import { LRUCache } from 'lru-cache'
import type { Prisma } from '@/prisma/generated/client'
import { Report, verdictOf, type Verdict } from '@/lib/protocol'
import type { ReportSummary } from './schema'

/** A stored report for rendering records: its numbers, the verdict computed from them, and its submission. */
export interface Finding {
  readonly sha256: string
  readonly filedAt: Date
  /** Keys of the member weights' rows, in the report's order. */
  readonly weights: readonly number[]
  readonly report: Report
  readonly verdict: Verdict
  /** Who ran it, where that was not a worker of this registry. */
  readonly signed: Signer | null
}

/** Who vouches for a report by a signature (decision 051). */
export interface Signer {
  /** Key of the account's row. */
  readonly party: number
  /** Fingerprint of the key that signed. */
  readonly key: string
  /** A maintainer took it back: it is shown and counts for nothing. */
  readonly withdrawn: boolean
}

/** A row of `reports` with its members. */
export interface ReportRow {
  readonly sha256: string
  readonly filedAt: Date
  readonly body: unknown
  readonly members: readonly { readonly weightId: number; readonly position: number }[]
  readonly reproduction: {
    readonly accountId: number
    readonly withdrawnAt: Date | null
    readonly key: { readonly fingerprint: string }
  } | null
}

/** What of a row of `reports` a finding is made of. */
export const FINDING_INCLUDE = {
  members: true,
  reproduction: { select: { accountId: true, withdrawnAt: true, key: { select: { fingerprint: true } } } },
} as const satisfies Prisma.ReportInclude

/** A report is immutable, so its verdict can be cached; a page of the longest list needs 200. */
const verdicts = new LRUCache<string, Verdict>({ max: 500 })

/** The verdict of a stored report if this process has computed it before, or null. */
export function knownVerdict(sha256: string): Verdict | null {
  return verdicts.get(sha256) ?? null
}

/** The verdict of a stored report, computed from its raw numbers, once per process. */
export function verdictOfStored(sha256: string, report: Report): Verdict {
  const known = verdicts.get(sha256)
  if (known) return known
  const verdict = verdictOf(report)
  verdicts.set(sha256, verdict)
  return verdict
}

/** @throws ZodError when the stored body is not a report, which filing makes impossible */
export function findingOf(row: ReportRow): Finding {
  const report = Report.parse(row.body)
  const weights = [...row.members].sort((a, b) => a.position - b.position).map((m) => m.weightId)
  const verdict = verdictOfStored(row.sha256, report)
  return { sha256: row.sha256, filedAt: row.filedAt, weights, report, verdict, signed: signerOf(row) }
}

function signerOf({ reproduction }: ReportRow): Signer | null {
  if (!reproduction) return null
  const { accountId: party, key, withdrawnAt } = reproduction
  return { party, key: key.fingerprint, withdrawn: withdrawnAt !== null }
}

/**
 * The order in which a record lists its reports: those of this registry first, then signed ones, each the latest first. The first one is what a page leads
 * with and lists sort by, so no stranger's report comes to stand there.
 */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => Number(a.signed !== null) - Number(b.signed !== null) || b.filedAt.getTime() - a.filedAt.getTime(),
  )
}

/** The summary of a report in a weight's or set's record. The deciding run is the last one. */
export function summaryOf({ sha256, filedAt, report, verdict, signed }: Finding): ReportSummary {
  return {
    sha256,
    filed_at: filedAt.toISOString(),
    protocol: report.protocol.id,
    grade: verdict.grade,
    corpus: report.perplexity.at(-1)?.corpus.id ?? '',
    accepted: verdict.accepted,
    class: verdict.class,
    damage: verdict.damage,
    summary: verdict.summary,
    ...(signed && { signed_by: signed.key, ...(signed.withdrawn && { withdrawn: true as const }) }),
  }
}
