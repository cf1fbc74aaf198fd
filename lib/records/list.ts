import { db } from '@/lib/db'
import { decodeCursor, type Cursor } from '@/lib/http/cursor'
import { columnConditions, type ResolvedFacets, sourceConditions } from '@/lib/facets/filters'
import { placeConditions, type PlaceQuery } from '@/lib/facets/places'
import { withSourcesOfYears } from '@/lib/facets/sources'
import { keysetOrder, keysetSql, pageOf } from '@/lib/lists/keyset'
import { parseStored, type RecordForm } from '@/lib/record-form'
import type { SetQuery } from '@/lib/sets/schema'
import type { WeightQuery } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import { KINDS, type RecordOf } from './kinds'
import { TABLES } from './tables'

/** Kinds of records that are listed whole. A list of models has summaries: lib/models/list.ts. */
interface QueryOf {
  weight: WeightQuery
  set: SetQuery
}
export type ListedKind = keyof QueryOf

export interface RecordList<K extends ListedKind> {
  readonly items: RecordOf[K][]
  readonly nextCursor: string | null
}

/**
 * What each sort compares. Each has an index together with the id (prisma/schema.prisma and the migrations). Byte order, so that paging does not depend
 * on the server's locale; no class sorts last.
 */
const SORT_VALUES: Readonly<Record<WeightQuery['sort'], Prisma.Sql>> = {
  id: Prisma.sql`r.id`,
  model: Prisma.sql`(lower(m.repo) collate "C")`,
  layer: Prisma.sql`r.layer`,
  class: Prisma.sql`(coalesce(r.class, 'Z')::text collate "C")`,
  level: Prisma.sql`r.level`,
}

/** A weight's query, with its years resolved, or a set's. */
export type ListFilters = PlaceQuery & ResolvedFacets

interface Row {
  readonly id: number
  readonly value: string | number
  readonly body: unknown
}

export const listWeights = async (query: WeightQuery) => listRecords('weight', await withSourcesOfYears(query))
export const listSets = (query: SetQuery) => listRecords('set', query)

/**
 * One page of the records of a kind, filtered and sorted, by one query. Paging compares keys (sort value, then id), so rows inserted meanwhile
 * neither repeat nor hide others.
 * @throws AppError 400 `bad-cursor`
 */
async function listRecords<K extends ListedKind>(kind: K, query: QueryOf[K]): Promise<RecordList<K>> {
  const order = `${query.sort}:${query.order}`
  const after = query.cursor === undefined ? null : decodeCursor(order, query.cursor)
  const { page, nextCursor } = pageOf(await db.$queryRaw<Row[]>(pageSql(kind, query, after)), query.limit, order)
  const form: RecordForm<RecordOf[K]> = KINDS[kind].form
  return { items: page.map((row) => parseStored(form, row.body)), nextCursor }
}

/**
 * The query of one page; exported so that a test can inspect its plan. The page's keys are found first, so that only the displayed bodies are read.
 */
export function pageSql<K extends ListedKind>(kind: K, query: QueryOf[K], after: Cursor | null): Prisma.Sql {
  const { versions, key } = TABLES[kind]
  return Prisma.sql`
    select page.id, page.value, v.body
    from (${keysSql(kind, query, after)}) page
    join ${versions} v on v.${key} = page.id and v.version = page.version
    order by ${keysetOrder(query.order)}`
}

/** A page's order and filters. */
export type KeysQuery = ListFilters & Pick<WeightQuery, 'sort' | 'order' | 'limit'>

/** The keys of a page's records and of the one after it, with their sort values and some columns. */
export function keysSql(
  kind: ListedKind,
  { sort, order, limit, ...filters }: KeysQuery,
  after: Cursor | null,
  columns: Prisma.Sql = Prisma.sql`r.version`,
): Prisma.Sql {
  const { rows } = TABLES[kind]
  const apart = sort === 'model'
  return keysetSql({
    columns,
    from: apart ? Prisma.sql`${rows} r join models m on m.id = r.model_id` : Prisma.sql`${rows} r`,
    id: Prisma.sql`r.id`,
    value: SORT_VALUES[sort],
    type: sort === 'model' || sort === 'class' ? 'text' : 'int',
    apart,
    where: [...placeConditions(filters), ...columnConditions(filters), ...sourceConditions(filters)],
    order,
    after,
    limit,
  })
}
