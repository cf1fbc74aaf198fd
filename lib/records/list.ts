import { db } from '@/lib/db'
import { decodeCursor, type Cursor } from '@/lib/http/cursor'
import { containsPattern } from '@/lib/like'
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

interface Row {
  readonly id: number
  readonly value: string | number
  readonly body: unknown
}

export const listWeights = (query: WeightQuery) => listRecords('weight', query)
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
  const { sort, order, limit } = query
  const { rows, versions, key } = TABLES[kind]
  const apart = sort === 'model'
  const page = keysetSql({
    columns: Prisma.sql`r.version`,
    from: apart ? Prisma.sql`${rows} r join models m on m.id = r.model_id` : Prisma.sql`${rows} r`,
    id: Prisma.sql`r.id`,
    value: SORT_VALUES[sort],
    type: sort === 'model' || sort === 'class' ? 'text' : 'int',
    apart,
    where: filters(query),
    order,
    after,
    limit,
  })
  return Prisma.sql`
    select page.id, page.value, v.body
    from (${page}) page
    join ${versions} v on v.${key} = page.id and v.version = page.version
    order by ${keysetOrder(order)}`
}

function filters({ model, repo, layer, class: cls, level }: WeightQuery): Prisma.Sql[] {
  return [
    ...(model === undefined
      ? []
      : [Prisma.sql`r.model_id in (select id from models where repo ilike ${containsPattern(model)})`]),
    ...(repo === undefined ? [] : [Prisma.sql`r.model_id = (select id from models where repo = ${repo})`]),
    ...(layer === undefined ? [] : [Prisma.sql`r.layer = ${layer}`]),
    ...(cls === undefined ? [] : [Prisma.sql`r.class = ${cls}`]),
    ...(level === undefined ? [] : [Prisma.sql`r.level = ${level}`]),
  ]
}
