import { listChallenges } from '@/lib/challenges/list'
import { ChallengeQuery, ChallengeRecord } from '@/lib/challenges/schema'
import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'

export const listChallengesRoute = route({
  name: 'listChallenges',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/challenges',
  summary: 'Challenges to records, latest first',
  query: ChallengeQuery,
  response: { 200: { description: 'A page of challenges.', schema: listOf(ChallengeRecord), headers: PAGE_HEADERS } },
  cache: 'live',
  tags: () => ['challenge'],
  handler: async ({ query, request }) => pageResult(request, await listChallenges(query)),
})
