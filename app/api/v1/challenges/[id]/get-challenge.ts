import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { getChallenge } from '@/lib/challenges/get'
import { ChallengeRecord } from '@/lib/challenges/schema'
import { route } from '@/lib/http/route'
import { parseId } from '@/lib/ids'

export const getChallengeRoute = route({
  name: 'getChallenge',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/challenges/{id}',
  summary: 'One challenge, with everything that happened to it',
  params: z.object({
    id: z.string().meta({ description: 'Case and leading zeros do not matter.', example: 'CH-000001' }),
  }),
  response: { 200: { description: 'The challenge now.', schema: ChallengeRecord } },
  problems: [404],
  cache: 'live',
  tags: ({ id = '' }) => [`challenge:${parseId('challenge', id)}`],
  async handler({ params }) {
    const id = idOr404('challenge', params.id)
    return { body: foundOr404(await getChallenge(id), `There is no challenge ${id}.`) }
  },
})
