import { listOf } from '@/lib/http/common-schema'
import { route } from '@/lib/http/route'
import { listWorks } from '@/lib/literature/works'
import { WorkSummary } from '@/lib/literature/works-schema'

export const listSourcesRoute = route({
  name: 'listSources',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/sources',
  summary: 'Publications, code and notebooks with what they state and what became of it',
  response: { 200: { description: 'All of them, the latest first.', schema: listOf(WorkSummary) } },
  cache: 'public',
  handler: async () => ({ body: { items: await listWorks(), next_cursor: null } }),
})
