import { z } from 'zod'
import { CLAIM_UNITS } from '@/lib/claims/common-schema'
import { db } from '@/lib/db'
import { anySourceSql, columnCountsSql, type Counted, sourceCountsSql, unitCountsSql } from './counts-sql'
import { COLUMN_FACETS, type ColumnFacet } from './filters'
import { DEPTHS, NONE, NOT_KNOWN, SIZES } from './ranges'
import { facetSources, type FacetSource, withSourcesOfYears } from './sources'

const FacetCount = z
  .object({
    value: z.string().meta({ description: 'As the parameter takes it.' }),
    count: z.int().nonnegative(),
    label: z.string().nullable().meta({ description: 'Of a source: its citation.' }),
  })
  .meta({ id: 'FacetCount' })
export type FacetCount = z.infer<typeof FacetCount>

export const FacetCounts = z
  .object({
    total: z.int().nonnegative().meta({ description: 'Weights that fit the filters.' }),
    facets: z
      .object({
        family: z.array(FacetCount),
        organisation: z.array(FacetCount),
        size: z.array(FacetCount),
        depth: z.array(FacetCount),
        class: z.array(FacetCount),
        level: z.array(FacetCount),
        source: z.array(FacetCount),
        year: z.array(FacetCount),
        unit: z.array(FacetCount),
      })
      .meta({
        description:
          'By facet, how many weights have each value and fit the filters of the other facets. `unit` counts the weights, and the claims about channels, neurons and experts, which have no record.',
      }),
  })
  .meta({ id: 'FacetCounts' })
export type FacetCounts = z.infer<typeof FacetCounts>

interface ColumnRow {
  readonly facet: ColumnFacet | 'total'
  readonly value: string | null
  readonly count: number
}
interface SourceRow {
  readonly keys: readonly string[]
  readonly count: number
}

/** Counts by facet, each computed under the filters of the other facets. */
export async function facetCounts(given: Counted): Promise<FacetCounts> {
  const query = await withSourcesOfYears(given)
  const [columns, stated, units, sources, all] = await Promise.all([
    db.$queryRaw<ColumnRow[]>(columnCountsSql(query)),
    db.$queryRaw<SourceRow[]>(sourceCountsSql(query)),
    db.$queryRaw<{ unit: string; count: number }[]>(unitCountsSql(query)),
    facetSources(),
    query.source || query.year ? db.$queryRaw<{ count: number }[]>(anySourceSql(query)) : null,
  ])
  const total = columns.find(({ facet }) => facet === 'total')?.count ?? 0
  const whoever = all?.[0]?.count ?? total
  const ofColumns = COLUMN_FACETS.map((facet) => [facet, columnCounts(facet, columns)] as const)
  return {
    total,
    facets: {
      ...(Object.fromEntries(ofColumns) as Record<ColumnFacet, FacetCount[]>),
      source: sourceCounts(query, stated, sources, whoever),
      year: yearCounts(query, stated, sources),
      unit: CLAIM_UNITS.map((unit) => ({
        value: unit,
        count: unit === 'scalar' ? total : (units.find((row) => row.unit === unit)?.count ?? 0),
        label: null,
      })),
    },
  }
}

/** Facets whose values have an order of their own. The others are sorted by count. */
const ORDERS: Partial<Record<ColumnFacet, readonly string[]>> = {
  size: [...SIZES, NOT_KNOWN],
  depth: [...DEPTHS, NOT_KNOWN],
  class: ['A', 'B', 'C', 'D', NONE],
  level: ['4', '3', '2', '1', '0'],
}

function columnCounts(facet: ColumnFacet, rows: readonly ColumnRow[]): FacetCount[] {
  const absent = facet === 'class' ? NONE : NOT_KNOWN
  const counts = rows
    .filter((row) => row.facet === facet)
    .map(({ value, count }) => ({ value: value ?? absent, count, label: null }))
  const order = ORDERS[facet]
  return order
    ? counts.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    : counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

type Sources = ReadonlyMap<string, FacetSource>

function sourceCounts({ year }: Counted, rows: readonly SourceRow[], sources: Sources, whoever: number): FacetCount[] {
  const fits = ({ keys }: SourceRow) =>
    year === undefined || keys.some((key) => year.includes(sources.get(key)?.year ?? NaN))
  const counts = countBy(rows.filter(fits), ({ keys }) => keys)
  const published = rows.reduce((sum, { count }) => sum + count, 0)
  return [
    ...[...counts]
      .map(([value, count]) => ({ value, count, label: sources.get(value)?.citation ?? null }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    { value: NONE, count: year === undefined ? whoever - published : 0, label: null },
  ]
}

function yearCounts({ source }: Counted, rows: readonly SourceRow[], sources: Sources): FacetCount[] {
  const fits = ({ keys }: SourceRow) => source === undefined || keys.some((key) => source.includes(key))
  const counts = countBy(rows.filter(fits), ({ keys }) => keys.flatMap((key) => sources.get(key)?.year ?? []))
  return [...counts]
    .toSorted(([a], [b]) => b - a)
    .map(([value, count]) => ({ value: String(value), count, label: null }))
}

/** Sums of counts by value; a row counts once for each value that it has. */
function countBy<T>(rows: readonly SourceRow[], valuesOf: (row: SourceRow) => readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const row of rows)
    for (const value of new Set(valuesOf(row))) counts.set(value, (counts.get(value) ?? 0) + row.count)
  return counts
}
