import { db } from '@/lib/db'
import { Report, type Verdict } from '@/lib/protocol'
import { knownVerdict, verdictOfStored } from '@/lib/reports/finding'

/** The verdict of each report, recomputed from its raw numbers and cached per process. */
export async function verdictsOf(shas: readonly string[]): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  for (const sha256 of new Set(shas)) {
    const verdict = knownVerdict(sha256) ?? (await verdictOfRow(sha256))
    verdicts.set(sha256, verdict)
  }
  return verdicts
}

async function verdictOfRow(sha256: string): Promise<Verdict> {
  const { body } = await db.report.findUniqueOrThrow({ where: { sha256 }, select: { body: true } })
  return verdictOfStored(sha256, Report.parse(body))
}
