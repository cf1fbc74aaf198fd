import { FlatClaim, flatClaim } from '@/lib/facets/flat-claim'
import { UnitClaimExportQuery } from '@/lib/facets/unit-claim-schema'
import { listUnitClaims } from '@/lib/facets/unit-claims'
import { allPages } from '@/lib/lists/all-pages'
import type { Download } from './download-route'
import { flatTable } from './flat-table'

export const CLAIMS = {
  list: 'claims',
  file: 'super-weight-claims',
  title: 'The claims about channels, neurons and experts',
  rows: 'One row a claim, with the place that it names, who states it, and who gives another one in its place.',
  query: UnitClaimExportQuery,
  row: FlatClaim,
  tableOf: (query: UnitClaimExportQuery) => flatTable(FlatClaim, flatClaim, allPages(listUnitClaims, query)),
} satisfies Download<typeof UnitClaimExportQuery>
