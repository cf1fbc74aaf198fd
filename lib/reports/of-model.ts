import { db } from '@/lib/db'
import { getReport } from './get'
import type { ReportRecord } from './schema'

/** Subjects of one model whose reports a page shows: each report is up to some hundred kilobytes. */
const MOST = 8

/** The latest report by this registry of each weight or set of a model that was measured, at most 8, latest first. */
export async function reportsOfModel(repo: string): Promise<ReportRecord[]> {
  const rows = await db.$queryRaw<{ sha256: string }[]>`
    select sha256 from (
      select distinct on (subject) sha256, filed_at from (
        select r.sha256, r.filed_at, string_agg(rm.weight_id::text, ' ' order by rm.weight_id) as subject
        from reports r join report_members rm on rm.report_sha256 = r.sha256
        where rm.weight_id in (select id from weights where model_id = (select id from models where repo = ${repo}))
          and not exists (select from reproductions p where p.report_sha256 = r.sha256)
        group by r.sha256
      ) reports order by subject, filed_at desc
    ) latest order by filed_at desc limit ${MOST}`
  const reports = await Promise.all(rows.map(({ sha256 }) => getReport(sha256)))
  return reports.filter((report) => report !== null)
}
