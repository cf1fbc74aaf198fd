import { WhoAmI } from '@/lib/people/schema'
import { whoAmI } from '@/lib/people/who-am-i'
import { route } from '@/lib/http/route'

export const getAccountRoute = route({
  name: 'getAccount',
  method: 'GET',
  auth: 'signed-in',
  path: '/api/v1/account',
  summary: 'Who sends this request, and what it may do',
  response: { 200: { description: 'The account.', schema: WhoAmI } },
  cache: 'never',
  handler: async ({ request }) => ({ body: await whoAmI(request) }),
})
