import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery, SubmissionRecord } from '@/lib/submissions/schema'

export const listSubmissionsRoute = route({
  name: 'listSubmissions',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/submissions',
  summary: 'The public queue and past submissions, latest first',
  query: SubmissionQuery,
  response: { 200: { description: 'A page of submissions.', schema: listOf(SubmissionRecord), headers: PAGE_HEADERS } },
  cache: 'live',
  tags: () => ['submission', 'submissions'],
  handler: async ({ query, request }) => pageResult(request, await listSubmissions(query)),
})
