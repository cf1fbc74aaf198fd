import { MAY_WORK } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { fileReportOf, fileSearchOf } from '@/lib/runs/end'
import { FiledRecord, OutcomeInput } from '@/lib/runs/schema'
import { RunParams, runOr404 } from '../../run-params'

/** As much as a worker takes from its verifier (worker/child/limits.ts). */
const MAX_BODY_BYTES = 16 * 2 ** 20

export const reportRunRoute = route({
  name: 'reportRun',
  method: 'POST',
  auth: MAY_WORK,
  path: '/api/v1/runs/{id}/report',
  summary: 'File the report of a run, or what a search found',
  description:
    'The registry computes the verdict and the submission ends. The same outcome may be sent again when the answer was lost: nothing changes then.',
  params: RunParams,
  body: OutcomeInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'It is filed.', schema: FiledRecord } },
  problems: [404, 409],
  cache: 'never',
  async handler({ params, body, account }) {
    const run = runOr404(params.id)
    if ('report' in body) return { body: await fileReportOf(run, account, body.report) }
    const { answers, tried } = await fileSearchOf(run, account, body.found)
    return { body: { answers: answers.length, tried: tried.length } }
  },
})
