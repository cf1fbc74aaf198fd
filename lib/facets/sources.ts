import { db } from '@/lib/db'
import type { FacetQuery } from './schema'
import type { ResolvedFacets } from './filters'

/** A publication that may state coordinates. */
export interface FacetSource {
  readonly key: string
  readonly citation: string
  readonly year: number | null
}

/** All publications, by key: tens, at most hundreds. */
export async function facetSources(): Promise<ReadonlyMap<string, FacetSource>> {
  const rows = await db.source.findMany({ select: { key: true, citation: true, year: true }, orderBy: { key: 'asc' } })
  return new Map(rows.map((row) => [row.key, row]))
}

/** A query with the years it asks for as the sources of these years; one that has them already is returned as it is. */
export async function withSourcesOfYears<Query extends FacetQuery>(query: Query): Promise<Query & ResolvedFacets> {
  if (query.year === undefined || 'sourcesOfYears' in query) return query
  const rows = await db.source.findMany({ where: { year: { in: query.year } }, select: { key: true } })
  return { ...query, sourcesOfYears: rows.map(({ key }) => key) }
}
