import { z } from 'zod'
import { foundOr404 } from '@/app/api/v1/or-404'
import { route } from '@/lib/http/route'
import { REPORT_SCHEMA_PATH } from '@/lib/protocol'
import { getReport } from '@/lib/reports/get'
import { ReportRecord } from '@/lib/reports/schema'

const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'expected the 64 hex digits of a SHA-256')
  .toLowerCase()

export const getReportRoute = route({
  name: 'getReport',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/reports/{sha256}',
  summary: 'One report as filed, with the verdict computed from it',
  description: `A JSON Schema describes the report in it: ${REPORT_SCHEMA_PATH}.`,
  params: z.object({ sha256: Sha256.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of the report.' }) }),
  response: { 200: { description: 'The report, its subject and its verdict.', schema: ReportRecord } },
  problems: [404, 422],
  cache: 'public',
  tags: ({ sha256 }) => [`report:${sha256}`],
  handler: async ({ params: { sha256 } }) => ({
    body: foundOr404(await getReport(sha256), `There is no report ${sha256}.`),
  }),
})
