import { route } from '@/lib/http/route'
import { SearchAnswer, SearchQuery } from '@/lib/search/schema'
import { search } from '@/lib/search/search'

export const getSearchRoute = route({
  name: 'search',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/search',
  summary: 'What is on record for a name, a coordinate, an id, a commit, a paper or a person',
  description:
    'Names of models are found as people write them: in any case, with slips, by aliases and former repos. Without `q` there are no results.',
  query: SearchQuery,
  response: { 200: { description: 'The results, by kind.', schema: SearchAnswer } },
  cache: 'public',
  handler: async ({ query }) => ({ body: await search(query) }),
})
