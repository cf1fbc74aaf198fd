import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'
import { listSets } from '@/lib/records/list'
import { SetQuery, SetRecord } from '@/lib/sets/schema'

export const listSetsRoute = route({
  name: 'listSets',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/sets',
  summary: 'The sets, filtered and sorted, a page at a time',
  query: SetQuery,
  response: { 200: { description: 'A page of sets.', schema: listOf(SetRecord), headers: PAGE_HEADERS } },
  cache: 'public',
  tags: () => ['set'],
  handler: async ({ query, request }) => pageResult(request, await listSets(query)),
})
