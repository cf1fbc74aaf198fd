import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'
import { listWeights } from '@/lib/records/list'
import { WeightQuery, WeightRecord } from '@/lib/weights/schema'

export const listWeightsRoute = route({
  name: 'listWeights',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/weights',
  summary: 'The index of weights, filtered, sorted and paginated',
  query: WeightQuery,
  response: { 200: { description: 'A page of weights.', schema: listOf(WeightRecord), headers: PAGE_HEADERS } },
  cache: 'public',
  tags: () => ['weight'],
  handler: async ({ query, request }) => pageResult(request, await listWeights(query)),
})
