import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { FINDING_INCLUDE, findingOf } from './finding'
import { Sha256 } from '@/lib/protocol'
import type { ReportRecord } from './schema'

/** A report as filed, by the SHA-256 of its canonical JSON, with the verdict computed from it; null when there is none. */
export async function getReport(sha256: string): Promise<ReportRecord | null> {
  if (!Sha256.safeParse(sha256).success) return null
  const row = await db.report.findUnique({
    where: { sha256 },
    include: { ...FINDING_INCLUDE, submissions: { select: { id: true }, orderBy: { id: 'asc' } } },
  })
  if (!row) return null
  const { report, verdict, weights } = findingOf(row)
  return {
    schema_version: 1,
    sha256,
    filed_at: row.filedAt.toISOString(),
    weights: weights.map((id) => printId('weight', id)),
    set: row.setId === null ? null : printId('set', row.setId),
    submissions: row.submissions.map(({ id }) => printId('submission', id)),
    verdict,
    report,
  }
}
