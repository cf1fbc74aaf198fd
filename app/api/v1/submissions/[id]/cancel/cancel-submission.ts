import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { MAY_CANCEL } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { cancelSubmission } from '@/lib/intake/cancel'
import { getSubmission } from '@/lib/submissions/get'
import { SubmissionRecord } from '@/lib/submissions/schema'

export const cancelSubmissionRoute = route({
  name: 'cancelSubmission',
  method: 'POST',
  auth: MAY_CANCEL,
  path: '/api/v1/submissions/{id}/cancel',
  summary: 'Cancel a submission that has not ended',
  description: 'Only for the account that submitted it. Takes no body.',
  params: z.object({ id: z.string().meta({ example: 'SUB-000001' }) }),
  response: { 200: { description: 'The submission, cancelled.', schema: SubmissionRecord } },
  problems: [404, 409],
  cache: 'never',
  async handler({ params, account }) {
    const id = idOr404('submission', params.id)
    const absent = `There is no submission ${id}.`
    foundOr404(await getSubmission(id), absent)
    await cancelSubmission(id, account)
    return { body: foundOr404(await getSubmission(id), absent) }
  },
})
