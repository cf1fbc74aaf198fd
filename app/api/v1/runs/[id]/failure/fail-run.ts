import { MAY_WORK } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { failRunOf } from '@/lib/runs/end'
import { FailureAnswer, FailureInput } from '@/lib/runs/schema'
import { RunParams, runOr404 } from '../../run-params'

/** A text of 4,000 characters takes 24 kB when each is written as \uXXXX. */
const MAX_BODY_BYTES = 32 * 1024

export const failRunRoute = route({
  name: 'failRun',
  method: 'POST',
  auth: MAY_WORK,
  path: '/api/v1/runs/{id}/failure',
  summary: 'Say why a run has no report',
  description: 'A permanent failure ends the submission. Any other is tried again after a while, some times at most.',
  params: RunParams,
  body: FailureInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'It is noted.', schema: FailureAnswer } },
  problems: [404, 409],
  cache: 'never',
  handler: async ({ params, body, account }) => ({ body: await failRunOf(runOr404(params.id), account, body) }),
})
