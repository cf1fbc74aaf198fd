import { LRUCache } from 'lru-cache'
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
}

/** A row of `reports` with its members. */
export interface ReportRow {
  readonly sha256: string
  readonly filedAt: Date
  readonly body: unknown
  readonly members: readonly { readonly weightId: number; readonly position: number }[]
}

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
  return { sha256: row.sha256, filedAt: row.filedAt, weights, report, verdict: verdictOfStored(row.sha256, report) }
}

/** The summary of a report in a weight's or set's record. The deciding run is the last one. */
export function summaryOf({ sha256, filedAt, report, verdict }: Finding): ReportSummary {
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
  }
}
