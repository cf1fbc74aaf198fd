import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { MAY_REVIEW } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { ReviewInput, reviewSubmission } from '@/lib/review/review-submission'
import { getSubmission } from '@/lib/submissions/get'
import { SubmissionRecord } from '@/lib/submissions/schema'

/** A text of 2,000 characters takes 12 kB when each is written as \uXXXX. */
const MAX_BODY_BYTES = 16 * 1024

export const reviewSubmissionRoute = route({
  name: 'reviewSubmission',
  method: 'POST',
  auth: MAY_REVIEW,
  path: '/api/v1/submissions/{id}/review',
  summary: 'Say that you have looked at a submission',
  description: 'Only for reviewers and maintainers. It leaves the queue at /review; its verdict stays as it is.',
  params: z.object({ id: z.string().meta({ example: 'SUB-000001' }) }),
  body: ReviewInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'The submission, with the review.', schema: SubmissionRecord } },
  problems: [404],
  cache: 'never',
  async handler({ params, body, account }) {
    const id = idOr404('submission', params.id)
    await reviewSubmission(id, { account, text: body.text })
    return { body: foundOr404(await getSubmission(id), `There is no submission ${id}.`) }
  },
})
