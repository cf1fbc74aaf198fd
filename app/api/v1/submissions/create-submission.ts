import { MAY_SUBMIT } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { receiveSubmission } from '@/lib/intake/receive'
import { SubmissionInput, SubmissionRecord } from '@/lib/submissions/schema'

/** A note of 4,000 characters takes 24 kB when each is written as \uXXXX; eight coordinates and the rest fit beside it. */
export const MAX_BODY_BYTES = 64 * 1024

const HEADERS = { location: 'Address of the submission.' }

export const createSubmissionRoute = route({
  name: 'createSubmission',
  method: 'POST',
  auth: MAY_SUBMIT,
  path: '/api/v1/submissions',
  summary: 'Submit a coordinate, or up to eight as a set, to be verified',
  description:
    'The commit is pinned and the value read immediately, without downloading a tensor. Sending the same claim again returns 200 with the existing submission, so a request may safely be repeated. Where another account sent it, yours joins it, with its own source, note and value. A submission that ended for a transient reason (a missing repo, a Hub that did not respond) is reopened under the same id.',
  body: SubmissionInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: {
    201: { description: 'Received; `status` says what happens next.', schema: SubmissionRecord, headers: HEADERS },
    200: {
      description: 'The same claim was submitted before; this is that submission.',
      schema: SubmissionRecord,
      headers: { ...HEADERS, 'x-joined': "`true` where your account has joined another's submission now." },
    },
  },
  cache: 'never',
  async handler({ body, account, address }) {
    const { record, created, joined } = await receiveSubmission(body, { account, address })
    const headers = { location: `/api/v1/submissions/${record.id}` }
    if (created) return { status: 201, body: record, headers }
    return { status: 200, body: record, headers: { ...headers, 'x-joined': String(joined) } }
  },
})
