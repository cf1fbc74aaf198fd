import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { route } from '@/lib/http/route'
import { getSubmission } from '@/lib/submissions/get'
import { SubmissionRecord } from '@/lib/submissions/schema'

export const getSubmissionRoute = route({
  name: 'getSubmission',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/submissions/{id}',
  summary: 'One submission: state, history and place in the queue',
  params: z.object({
    id: z.string().meta({ description: 'Case and leading zeros do not matter.', example: 'SUB-000001' }),
  }),
  response: { 200: { description: 'The submission now.', schema: SubmissionRecord } },
  problems: [404],
  cache: 'live',
  tags: () => ['submission'], // its place in the queue depends on the others
  async handler({ params }) {
    const id = idOr404('submission', params.id)
    return { body: foundOr404(await getSubmission(id), `There is no submission ${id}.`) }
  },
})
