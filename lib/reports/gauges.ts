import { db, type Db } from '@/lib/db'
import { CHECK_IDS, Report, type CheckId, type Verdict } from '@/lib/protocol'
import { isInSpread } from '@/lib/spread'
import { verdictOfStored } from './finding'

/** Member number of a check of the claim as a whole: part of a key, which cannot be null. */
const WHOLE = -1

/** Reports of one batch: each is up to some hundred kilobytes. */
const BATCH = 20

/** What checks measured in other reports, in ascending order; infinite where it was not finite. */
export type GaugesOfOthers = Readonly<Partial<Record<CheckId, readonly number[]>>>

/** Runs of this registry. What strangers sign is not among what others are compared with: nobody should move that by what they send. */
const OWN = { reproduction: null } as const

/** Stores what the checks of a report of this registry measured, so that other reports can be compared with it. Storing again changes nothing. */
export async function writeGauges(tx: Db, sha256: string, { checks }: Verdict): Promise<void> {
  await tx.reportGauge.createMany({
    data: checks.flatMap(({ id, member, gauge }) =>
      gauge === null
        ? []
        : [{ reportSha: sha256, checkId: id, member: member ?? WHOLE, measured: gauge.measured ?? Infinity }],
    ),
    skipDuplicates: true,
  })
}

/** What each check measured in all other reports, at most 400 values a check, evenly over the whole range. */
export async function gaugesOfOthers(sha256: string): Promise<GaugesOfOthers> {
  const rows = await db.$queryRaw<{ check: string; values: number[] }[]>`
    select check_id as "check", array_agg(measured order by measured) as "values"
    from (
      select check_id, measured, row_number() over w - 1 as place, count(*) over (partition by check_id) as total
      from report_gauges where report_sha256 <> ${sha256} window w as (partition by check_id order by measured)
    ) ranked
    where ${isInSpread}
    group by check_id`
  const known = new Map(rows.map(({ check, values }) => [check, values]))
  return Object.fromEntries(CHECK_IDS.map((id) => [id, known.get(id) ?? []]))
}

/** How many reports of this registry there are beside one. */
export function otherReports(sha256: string): Promise<number> {
  return db.report.count({ where: { ...OWN, NOT: { sha256 } } })
}

/** Whether a report was filed before its gauges were stored. */
export async function gaugesAreDue(): Promise<boolean> {
  return (await db.report.count({ where: { ...OWN, gauges: { none: {} } }, take: 1 })) > 0
}

/** Computes the gauges that are due. It may be stopped at any time. */
export async function fillGauges(): Promise<void> {
  for (;;) {
    const reports = await db.report.findMany({
      where: { ...OWN, gauges: { none: {} } },
      select: { sha256: true, body: true },
      take: BATCH,
    })
    if (reports.length === 0) return
    for (const { sha256, body } of reports) await writeGauges(db, sha256, verdictOfStored(sha256, Report.parse(body)))
  }
}
