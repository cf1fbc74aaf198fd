import { CLAIM_INCLUDE, claimRecord } from '@/lib/claims/render'
import { db } from '@/lib/db'
import { decodeCursor, type Cursor } from '@/lib/http/cursor'
import { keysetSql, pageOf } from '@/lib/lists/keyset'
import { Prisma } from '@/prisma/generated/client'
import { columnConditions, type ResolvedFacets, sourceConditions } from './filters'
import { placeConditions } from './places'
import { relativeDepth } from './ranges'
import { withSourcesOfYears } from './sources'
import type { UnitClaimQuery, UnitClaimRecord } from './unit-claim-schema'
import { unitRows } from './unit-rows'

const ORDER = 'id:asc'

export interface UnitClaimPage {
  readonly items: UnitClaimRecord[]
  readonly nextCursor: string | null
}

/** One page of the standing claims about channels, neurons and experts, in the order they were added. @throws AppError 400 `bad-cursor` */
export async function listUnitClaims(given: UnitClaimQuery): Promise<UnitClaimPage> {
  const query = await withSourcesOfYears(given)
  const after = query.cursor === undefined ? null : decodeCursor(ORDER, query.cursor)
  const { page, nextCursor } = pageOf(
    await db.$queryRaw<(Cursor & { value: number })[]>(unitClaimsSql(query, after)),
    query.limit,
    ORDER,
  )
  const claims = await db.claim.findMany({
    where: { id: { in: page.map(({ id }) => id) } },
    include: { ...CLAIM_INCLUDE, model: { select: { repo: true, family: true, layers: true } } },
    orderBy: { id: 'asc' },
  })
  const items = claims.map(({ model, ...claim }) => ({
    repo: model.repo,
    family: model.family,
    relative_depth: claim.layer === null ? null : relativeDepth(claim.layer, model.layers),
    claim: claimRecord(claim),
  }))
  return { items, nextCursor }
}

/** The keys of one page; exported so that a test can inspect its plan. */
export function unitClaimsSql(query: UnitClaimQuery & ResolvedFacets, after: Cursor | null): Prisma.Sql {
  const { unit, limit } = query
  return keysetSql({
    columns: Prisma.sql`r.model_id`,
    from: Prisma.sql`(${unitRows()}) r`,
    id: Prisma.sql`r.id`,
    value: Prisma.sql`r.id`,
    type: 'int',
    where: [
      ...(unit === undefined ? [] : [Prisma.sql`r.unit = any(${unit}::claim_unit[])`]),
      ...placeConditions(query),
      ...columnConditions(query),
      ...sourceConditions(query),
    ],
    order: 'asc',
    after,
    limit,
  })
}
