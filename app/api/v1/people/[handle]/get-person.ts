import { z } from 'zod'
import { foundOr404 } from '@/app/api/v1/or-404'
import { getPerson } from '@/lib/people/get'
import { PersonRecord } from '@/lib/people/schema'
import { route } from '@/lib/http/route'

export const getPersonRoute = route({
  name: 'getPerson',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/people/{handle}',
  summary: 'A person who submits or reviews',
  params: z.object({ handle: z.string().meta({ example: 'ada' }) }),
  response: { 200: { description: 'The person.', schema: PersonRecord } },
  problems: [404],
  cache: 'public',
  handler: async ({ params: { handle } }) => ({
    body: foundOr404(await getPerson(handle), `Nobody here is called ${handle}.`),
  }),
})
