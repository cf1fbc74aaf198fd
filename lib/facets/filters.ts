import { Prisma } from '@/prisma/generated/client'
import type { FacetName, FacetQuery } from './schema'
import { NONE, NOT_KNOWN } from './ranges'

/** A facet query whose years are resolved: `sourcesOfYears` are the keys of the sources of these years (lib/facets/sources.ts). */
export interface ResolvedFacets extends FacetQuery {
  readonly sourcesOfYears?: readonly string[] | undefined
}

/** Columns of a weight's row, by facet: those of one value each. */
const COLUMNS = {
  family: Prisma.sql`r.family`,
  organisation: Prisma.sql`r.organisation`,
  size: Prisma.sql`r.size`,
  depth: Prisma.sql`r.depth`,
  class: Prisma.sql`r.class`,
  level: Prisma.sql`r.level`,
} as const satisfies Partial<Record<FacetName, Prisma.Sql>>

/** Their types: compared as another one, a column's index would not serve. */
const TYPES = {
  family: Prisma.sql`text`,
  organisation: Prisma.sql`text`,
  size: Prisma.sql`text`,
  depth: Prisma.sql`text`,
  class: Prisma.sql`bpchar`,
  level: Prisma.sql`int`,
} as const satisfies Record<keyof typeof COLUMNS, Prisma.Sql>

/** The facets that are columns. */
export type ColumnFacet = keyof typeof COLUMNS
export const COLUMN_FACETS = Object.keys(COLUMNS) as readonly ColumnFacet[]
export const columnOf = (facet: ColumnFacet): Prisma.Sql => COLUMNS[facet]

/** The conditions of the facets that are columns of `weights r` (or of a row with the same names). */
export function columnConditions(query: FacetQuery, of: readonly ColumnFacet[] = COLUMN_FACETS): Prisma.Sql[] {
  return of.flatMap((facet) => {
    const values: readonly (string | number)[] | undefined = query[facet]
    return values === undefined ? [] : [columnCondition(facet, values)]
  })
}

/** Whether a column has one of these values. Not known, and no class, are null. */
function columnCondition(facet: ColumnFacet, values: readonly (string | number)[]): Prisma.Sql {
  const column = columnOf(facet)
  const known = values.filter((value) => value !== NOT_KNOWN && value !== NONE)
  const absent = known.length < values.length ? [Prisma.sql`${column} is null`] : []
  const [first] = known
  // One value is compared plainly: then an index on the column and the id has the page in order.
  const among = known.length === 1 ? Prisma.sql`${first}` : Prisma.sql`any(${known}::${TYPES[facet]}[])`
  return anyOf([...absent, ...(known.length > 0 ? [Prisma.sql`${column} = ${among}`] : [])])
}

/** The conditions of the publications that state a coordinate. */
export function sourceConditions({ source, sourcesOfYears }: ResolvedFacets): Prisma.Sql[] {
  return [
    ...(source === undefined ? [] : [statedBy(source)]),
    ...(sourcesOfYears === undefined ? [] : [statedBy(sourcesOfYears)]),
  ]
}

function statedBy(keys: readonly string[]): Prisma.Sql {
  const named = keys.filter((key) => key !== NONE)
  const unpublished = named.length < keys.length ? [Prisma.sql`r.sources = '{}'`] : []
  // The second condition is that of the index `weights_published`.
  const published = Prisma.sql`(r.sources && ${named}::text[] and r.sources <> '{}')`
  return anyOf([...unpublished, ...(named.length > 0 || unpublished.length === 0 ? [published] : [])])
}

const anyOf = (conditions: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join([...conditions], ' or ')})`
