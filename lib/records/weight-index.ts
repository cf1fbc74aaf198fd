import { db } from '@/lib/db'
import { facetCounts, type FacetCounts } from '@/lib/facets/counts'
import { columnConditions, sourceConditions } from '@/lib/facets/filters'
import { placeConditions } from '@/lib/facets/places'
import { withSourcesOfYears } from '@/lib/facets/sources'
import { listUnitClaims, type UnitClaimPage } from '@/lib/facets/unit-claims'
import type { FlatWeight } from '@/lib/weights/columns'
import type { WeightIndexQuery, WeightQuery } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import { flatWeightsOf } from './flat'
import { type ListFilters, listWeights, type RecordList } from './list'

/** What the page of the index shows. */
export interface WeightIndexPage {
  /** Null where only claims about other units are asked for. */
  readonly weights: RecordList<'weight'> | null
  /** The rows of `weights` by id, flat, with what is known of their models. */
  readonly facts: ReadonlyMap<string, FlatWeight>
  /** Of each model on the page, how many of its weights fit the filters; empty unless grouped by model. */
  readonly perModel: ReadonlyMap<string, number>
  /** Claims about channels, neurons and experts; null unless asked for. */
  readonly claims: UnitClaimPage | null
  readonly counts: FacetCounts
}

/** One page of the index, with the counts of its facets. @throws AppError 400 `bad-cursor` */
export async function weightIndex({ unit, group, ...given }: WeightIndexQuery): Promise<WeightIndexPage> {
  const query = await withSourcesOfYears(given)
  const units = unit?.filter((one) => one !== 'scalar') ?? []
  const onlyUnits = unit !== undefined && !unit.includes('scalar')
  // The cursor belongs to the list that is paged: the weights, if they are shown.
  const asked = { ...query, cursor: onlyUnits ? query.cursor : undefined, unit: units }
  const listed: WeightQuery = group === 'model' ? { ...query, sort: 'model' } : query
  const [weights, claims, counts] = await Promise.all([
    onlyUnits ? null : listWeights(listed),
    units.length === 0 ? null : listUnitClaims(asked),
    facetCounts(query),
  ])
  const rows = weights?.items ?? []
  const [facts, perModel] = await Promise.all([
    flatWeightsOf(rows.map(({ id }) => id)),
    group === 'model' ? countPerModel(query, [...new Set(rows.map(({ repo }) => repo))]) : new Map<string, number>(),
  ])
  return { weights, facts, perModel, claims, counts }
}

async function countPerModel(query: ListFilters, repos: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const conditions = [...placeConditions(query), ...columnConditions(query), ...sourceConditions(query)]
  const rows = await db.$queryRaw<{ repo: string; count: number }[]>`
    select m.repo, count(*)::int as count from weights r join models m on m.id = r.model_id
    where ${Prisma.join([Prisma.sql`m.repo = any(${[...repos]}::text[])`, ...conditions], ' and ')}
    group by m.repo`
  return new Map(rows.map(({ repo, count }) => [repo, count]))
}
