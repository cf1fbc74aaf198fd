import { db } from '@/lib/db'
import { decodeCursor, encodeCursor, type Cursor } from '@/lib/http/cursor'
import { containsPattern } from '@/lib/like'
import { Prisma } from '@/prisma/generated/client'
import { parseStored } from '@/lib/record-form'
import { WEIGHT_FORM } from './form'
import type { WeightQuery, WeightRecord } from './schema'

export interface WeightPage {
  readonly items: WeightRecord[]
  readonly nextCursor: string | null
}

/**
 * What each sort compares; every one of them, with the id, is an index (prisma/schema.prisma and the migrations). Byte order, so that a page ends where the
 * next one begins whatever the server's locale; no class sorts last.
 */
const SORT_VALUES: Readonly<Record<WeightQuery['sort'], Prisma.Sql>> = {
  id: Prisma.sql`w.id`,
  model: Prisma.sql`(lower(m.repo) collate "C")`,
  layer: Prisma.sql`w.layer`,
  class: Prisma.sql`(coalesce(w.class, 'Z')::text collate "C")`,
  level: Prisma.sql`w.level`,
}

interface Row {
  readonly id: number
  readonly value: string | number
  readonly body: unknown
}

/**
 * One page of the index, filtered and sorted, by one query. Paging compares keys (sort value, then id), so rows that come meanwhile
 * neither repeat nor hide others.
 * @throws AppError 400 `bad-cursor`
 */
export async function listWeights(query: WeightQuery): Promise<WeightPage> {
  const order = `${query.sort}:${query.order}`
  const after = query.cursor === undefined ? null : decodeCursor(order, query.cursor)
  const rows = await db.$queryRaw<Row[]>(pageSql(query, after))
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const nextCursor = rows.length > query.limit && last ? encodeCursor(order, { value: last.value, id: last.id }) : null
  return { items: items.map((row) => parseStored(WEIGHT_FORM, row.body)), nextCursor }
}

/**
 * The query of one page; exported so that its plan can be looked at. The page's keys are found first, so that only the bodies that are shown are read.
 */
export function pageSql(query: WeightQuery, after: Cursor | null): Prisma.Sql {
  const value = SORT_VALUES[query.sort]
  const direction = query.order === 'desc' ? Prisma.sql`desc` : Prisma.sql`asc`
  const models = query.sort === 'model' ? Prisma.sql`join models m on m.id = w.model_id` : Prisma.empty
  return Prisma.sql`
    select page.id, page.value, v.body
    from (
      select w.id, w.version, ${value} as value
      from weights w ${models}
      where ${Prisma.join([...filters(query), ...beyond(value, query, after)], ' and ')}
      order by ${value} ${direction}, w.id ${direction}
      limit ${query.limit + 1}
    ) page
    join weight_versions v on v.weight_id = page.id and v.version = page.version
    order by page.value ${direction}, page.id ${direction}`
}

/**
 * The rows after the last one of the page before. The row comparison is exact; where its two sides lie in two tables no index serves it, and the
 * comparison of the sort value alone brings the scan to the right place.
 */
function beyond(value: Prisma.Sql, { sort, order }: WeightQuery, after: Cursor | null): Prisma.Sql[] {
  if (after === null) return []
  const text = sort === 'model' || sort === 'class'
  const key = text ? Prisma.sql`${String(after.value)}::text` : Prisma.sql`${Number(after.value) || 0}::int`
  const [past, from] = order === 'desc' ? [Prisma.sql`<`, Prisma.sql`<=`] : [Prisma.sql`>`, Prisma.sql`>=`]
  const row = Prisma.sql`(${value}, w.id) ${past} (${key}, ${after.id})`
  return sort === 'model' ? [Prisma.sql`${value} ${from} ${key}`, row] : [row]
}

function filters({ model, repo, layer, class: cls, level }: WeightQuery): Prisma.Sql[] {
  return [
    Prisma.sql`true`,
    ...(model === undefined
      ? []
      : [Prisma.sql`w.model_id in (select id from models where repo ilike ${containsPattern(model)})`]),
    ...(repo === undefined ? [] : [Prisma.sql`w.model_id = (select id from models where repo = ${repo})`]),
    ...(layer === undefined ? [] : [Prisma.sql`w.layer = ${layer}`]),
    ...(cls === undefined ? [] : [Prisma.sql`w.class = ${cls}`]),
    ...(level === undefined ? [] : [Prisma.sql`w.level = ${level}`]),
  ]
}
