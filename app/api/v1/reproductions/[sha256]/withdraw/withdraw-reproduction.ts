import { z } from 'zod'
import { foundOr404 } from '@/app/api/v1/or-404'
import { MAX_BODY_BYTES } from '@/app/api/v1/challenges/limits'
import { MAY_DECIDE } from '@/app/who-may-write'
import { ChallengeAnswer } from '@/lib/challenges/schema'
import { route } from '@/lib/http/route'
import { getReport } from '@/lib/reports/get'
import { ReportRecord } from '@/lib/reports/schema'
import { withdrawReproduction } from '@/lib/reproductions/withdraw'

export const withdrawReproductionRoute = route({
  name: 'withdrawReproduction',
  method: 'POST',
  auth: MAY_DECIDE,
  path: '/api/v1/reproductions/{sha256}/withdraw',
  summary: 'Take back a signed report, with a reason',
  description: 'It stays readable with the reason, and counts for nothing.',
  params: z.object({ sha256: z.string().meta({ description: 'SHA-256 of the report.', example: 'a'.repeat(64) }) }),
  body: ChallengeAnswer,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'The report, with what was done.', schema: ReportRecord } },
  problems: [404, 409],
  cache: 'never',
  async handler({ params: { sha256 }, body, account }) {
    await withdrawReproduction(sha256, body.text, account)
    return { body: foundOr404(await getReport(sha256), `There is no report ${sha256}.`) }
  },
})
