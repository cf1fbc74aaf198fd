import { z } from 'zod'
import { FacetCounts, facetCounts } from '@/lib/facets/counts'
import { route } from '@/lib/http/route'
import { WeightQuery } from '@/lib/weights/schema'

const FacetsQuery = WeightQuery.omit({ sort: true, order: true, limit: true, cursor: true })

export const countFacetsRoute = route({
  name: 'countFacets',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/facets',
  summary: 'How many weights fit, by the values of each facet',
  description:
    'Takes the filters of `/api/v1/weights`. The counts of a facet heed the filters of the others, so that they say what choosing a value would show.',
  query: FacetsQuery,
  response: { 200: { description: 'The counts.', schema: FacetCounts satisfies z.ZodType } },
  cache: 'public',
  handler: async ({ query }) => ({ body: await facetCounts(query) }),
})
