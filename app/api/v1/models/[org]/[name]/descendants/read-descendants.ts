import { OTHER_CAPITALS, RepoParams } from '@/app/api/v1/models/model-result'
import { MAY_READ_AGAIN } from '@/app/who-may-write'
import { askForLookup } from '@/lib/descendants/ask'
import { descendantsOf } from '@/lib/descendants/get'
import { DescendantsRecord } from '@/lib/descendants/schema'
import { route } from '@/lib/http/route'
import { withVerified } from './with-verified'

export const readDescendantsRoute = route({
  name: 'readDescendants',
  method: 'POST',
  auth: MAY_READ_AGAIN,
  path: '/api/v1/models/{org}/{name}/descendants',
  summary: 'Have the models made from one read again',
  description:
    'They are read every seven days anyway. Takes no body; what was asked for within ten minutes is not asked for again.',
  params: RepoParams,
  response: {
    200: { description: 'As of GET: `lookup` says that it waits.', schema: DescendantsRecord },
    308: OTHER_CAPITALS,
  },
  problems: [404],
  cache: 'never',
  handler: ({ params: { org, name } }) =>
    withVerified(`${org}/${name}`, async (model) => {
      await askForLookup(model)
      return { body: await descendantsOf(model.repo) }
    }),
})
