import { z } from 'zod'
import { clientAddress } from '@/lib/arrival/client-address'
import { listOf, Repo, searchText } from '@/lib/http/common-schema'
import { route } from '@/lib/http/route'
import { suggestRepos } from '@/lib/suggestions/suggest-repos'

const SuggestedRepo = z
  .object({
    repo: Repo,
    downloads: z.number().nonnegative().meta({ description: 'As the Hub counts them.' }),
    gated: z.boolean(),
    on_record: z.boolean().meta({ description: 'This registry has a record of it.' }),
  })
  .meta({ id: 'SuggestedRepo' })

export const suggestReposRoute = route({
  name: 'suggestRepos',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/repos',
  summary: 'Models of the Hub whose names hold a text',
  description: 'For suggestions while a name is typed: the eight most downloaded.',
  query: z.object({ q: searchText(100).min(2).meta({ example: 'demo/tiny' }) }),
  response: { 200: { description: 'The models.', schema: listOf(SuggestedRepo) } },
  problems: [503],
  // It waits for the Hub: nothing that a shared cache may hold others up with.
  cache: 'never',
  handler: async ({ query: { q }, request }) => ({
    body: { items: await suggestRepos(q, clientAddress(request.headers)), next_cursor: null },
  }),
})
