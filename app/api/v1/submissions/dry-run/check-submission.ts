import { MAY_SUBMIT } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { dryRun } from '@/lib/intake/dry-run'
import { DryRun } from '@/lib/intake/dry-run-schema'
import { SubmissionInput } from '@/lib/submissions/schema'
import { MAX_BODY_BYTES } from '../create-submission'

export const checkSubmissionRoute = route({
  name: 'checkSubmission',
  method: 'POST',
  auth: MAY_SUBMIT,
  path: '/api/v1/submissions/dry-run',
  summary: 'What sending a submission would do',
  description:
    'Takes what `POST /api/v1/submissions` takes and does the same up to reading the values, but stores nothing. It counts as a write for the limits.',
  body: SubmissionInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'What would happen, and what was read.', schema: DryRun } },
  cache: 'never',
  handler: async ({ body, account, address }) => ({ body: await dryRun(body, { account, address }) }),
})
