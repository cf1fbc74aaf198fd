import { UnitClaimQuery, UnitClaimRecord } from '@/lib/facets/unit-claim-schema'
import { listUnitClaims } from '@/lib/facets/unit-claims'
import { listOf } from '@/lib/http/common-schema'
import { PAGE_HEADERS, pageResult } from '@/lib/http/page'
import { route } from '@/lib/http/route'

export const listClaimsRoute = route({
  name: 'listClaims',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/claims',
  summary: 'What publications say of channels, neurons and experts',
  description:
    'None of these is a coordinate, so none has a record, a class or an evidence level. Claims about coordinates are on their records.',
  query: UnitClaimQuery,
  response: { 200: { description: 'A page of claims.', schema: listOf(UnitClaimRecord), headers: PAGE_HEADERS } },
  cache: 'public',
  handler: async ({ query, request }) => pageResult(request, await listUnitClaims(query)),
})
