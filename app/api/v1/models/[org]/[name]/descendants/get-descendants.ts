import { OTHER_CAPITALS, RepoParams } from '@/app/api/v1/models/model-result'
import { descendantsOf } from '@/lib/descendants/get'
import { DescendantsRecord } from '@/lib/descendants/schema'
import { route } from '@/lib/http/route'
import { withVerified } from './with-verified'

export const getDescendantsRoute = route({
  name: 'getDescendants',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/models/{org}/{name}/descendants',
  summary: 'What the models made from one store at its verified coordinates',
  description:
    'The Hub lists models that name this one as their base; of the most downloaded ones the values are read, not measured. `lookup` says how far the latest reading has come.',
  params: RepoParams,
  response: { 200: { description: 'The models, and their values.', schema: DescendantsRecord }, 308: OTHER_CAPITALS },
  problems: [404, 422],
  cache: 'public',
  tags: ({ org, name }) => [`model:${org}/${name}`, 'weight', 'set'],
  handler: ({ params: { org, name } }) =>
    withVerified(`${org}/${name}`, async ({ repo }) => ({ body: await descendantsOf(repo) })),
})
