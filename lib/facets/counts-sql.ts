import { Prisma } from '@/prisma/generated/client'
import {
  COLUMN_FACETS,
  columnConditions,
  type ColumnFacet,
  columnOf,
  type ResolvedFacets,
  sourceConditions,
} from './filters'
import { placeConditions, type PlaceQuery } from './places'
import { unitRows } from './unit-rows'

/** What is counted: a weight's filters, with the years resolved. */
export type Counted = PlaceQuery & ResolvedFacets

/** Most values of one facet that are counted; what is asked for is always among them. */
const MOST = 30

const together = (conditions: readonly Prisma.Sql[]) => Prisma.join([Prisma.sql`true`, ...conditions], ' and ')

/**
 * Counts of weights by value of each facet that is a column, as rows of facet, value and count; the facet `total` counts them all. A facet's own
 * filter doesn't count for it. The weights are read once, along the index `weights_facets`, into cells of equal facets.
 */
export function columnCountsSql(query: Counted): Prisma.Sql {
  const columns = Prisma.join(COLUMN_FACETS.map(columnOf))
  return Prisma.sql`
    with cells as materialized (
      select ${columns}, count(*)::int as n from weights r
      where ${together([...placeConditions(query), ...sourceConditions(query)])}
      group by ${columns}
    )
    ${Prisma.join(
      COLUMN_FACETS.map((facet) => branch(query, facet)),
      ' union all ',
    )}
    union all select 'total', null, coalesce(sum(n), 0)::int from cells r where ${together(columnConditions(query))}`
}

function branch(query: Counted, facet: ColumnFacet): Prisma.Sql {
  const others = COLUMN_FACETS.filter((other) => other !== facet)
  const asked = (query[facet] ?? []).map(String)
  return Prisma.sql`(
    select ${facet} as facet, ${columnOf(facet)}::text as value, sum(n)::int as count from cells r
    where ${together(columnConditions(query, others))}
    group by ${columnOf(facet)}
    order by ${columnOf(facet)}::text = any(${asked}::text[]) desc nulls last, sum(n) desc, value limit ${MOST})`
}

/** Counts of weights by the publications that state them: few combinations, along the index of published records. */
export function sourceCountsSql(query: Counted): Prisma.Sql {
  return Prisma.sql`
    select r.sources as keys, count(*)::int as count from weights r
    where ${together([Prisma.sql`r.sources <> '{}'`, ...placeConditions(query), ...columnConditions(query)])}
    group by r.sources`
}

/** The number of weights, whoever states them. */
export function anySourceSql(query: Counted): Prisma.Sql {
  return Prisma.sql`select count(*)::int as count from weights r where ${together([...placeConditions(query), ...columnConditions(query)])}`
}

/** Counts of standing claims about channels, neurons and experts, by unit. */
export function unitCountsSql(query: Counted): Prisma.Sql {
  const conditions = [...placeConditions(query), ...columnConditions(query), ...sourceConditions(query)]
  return Prisma.sql`
    select r.unit::text as unit, count(*)::int as count from (${unitRows()}) r
    where ${together(conditions)} group by r.unit`
}
