import { outcomeOf, type Outcome } from '@/lib/protocol'
import { getReport } from './get'
import type { ReportRecord, ReportSummary, SignatureRecord } from './schema'

/** A run that somebody else signed, beside this registry's own. */
export interface SignedRun extends ReportRecord {
  readonly reproduction: SignatureRecord
  /** How it compares with the run that the page shows; null where that is one of another claim. */
  readonly outcome: Outcome | null
}

/** Each report is up to some hundred kilobytes: the latest of them; the rest is in the list of reports. */
const MOST = 8

/**
 * The latest signed runs among a record's reports.
 * @param own the run of this registry with which the page leads
 */
export async function signedRuns(reports: readonly ReportSummary[], own: ReportRecord | null): Promise<SignedRun[]> {
  const signed = reports.filter(({ signed_by }) => signed_by !== undefined).slice(0, MOST)
  const records = await Promise.all(signed.map(({ sha256 }) => getReport(sha256)))
  return records.flatMap((record) =>
    record?.reproduction
      ? [
          {
            ...record,
            reproduction: record.reproduction,
            outcome: own && isOneClaim(record, own) ? outcomeOf(own, record) : null,
          },
        ]
      : [],
  )
}

const isOneClaim = (a: ReportRecord, b: ReportRecord) => a.set === b.set && a.weights.join() === b.weights.join()
