import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'
import { listModels } from '@/lib/models/list'
import { ModelQuery, ModelSummary } from '@/lib/models/schema'

export const listModelsRoute = route({
  name: 'listModels',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/models',
  summary: 'The models on record, paginated',
  query: ModelQuery,
  response: { 200: { description: 'A page of models.', schema: listOf(ModelSummary), headers: PAGE_HEADERS } },
  cache: 'public',
  tags: () => ['model'],
  handler: async ({ query, request }) => pageResult(request, await listModels(query)),
})
