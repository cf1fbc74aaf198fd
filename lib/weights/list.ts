import { db } from '@/lib/db'
import { decodeCursor, type Cursor } from '@/lib/http/cursor'
import { containsPattern } from '@/lib/like'
import { keysetOrder, keysetSql, pageOf } from '@/lib/lists/keyset'
import { Prisma } from '@/prisma/generated/client'
import { parseStored } from '@/lib/record-form'
import { WEIGHT_FORM } from './form'
import type { WeightQuery, WeightRecord } from './schema'

export interface WeightPage {
  readonly items: WeightRecord[]
  readonly nextCursor: string | null
}

/**
 * What each sort compares. Each has an index together with the id (prisma/schema.prisma and the migrations). Byte order, so that a page ends where the
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
 * One page of the index, filtered and sorted, by one query. Paging compares keys (sort value, then id), so rows inserted meanwhile
 * neither repeat nor hide others.
 * @throws AppError 400 `bad-cursor`
 */
export async function listWeights(query: WeightQuery): Promise<WeightPage> {
  const order = `${query.sort}:${query.order}`
  const after = query.cursor === undefined ? null : decodeCursor(order, query.cursor)
  const { page, nextCursor } = pageOf(await db.$queryRaw<Row[]>(pageSql(query, after)), query.limit, order)
  return { items: page.map((row) => parseStored(WEIGHT_FORM, row.body)), nextCursor }
}

/**
 * The query of one page; exported so that a test can inspect its plan. The page's keys are found first, so that only the bodies that are shown are read.
 */
export function pageSql(query: WeightQuery, after: Cursor | null): Prisma.Sql {
  const { sort, order, limit } = query
  const apart = sort === 'model'
  const page = keysetSql({
    columns: Prisma.sql`w.version`,
    from: apart ? Prisma.sql`weights w join models m on m.id = w.model_id` : Prisma.sql`weights w`,
    id: Prisma.sql`w.id`,
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
    join weight_versions v on v.weight_id = page.id and v.version = page.version
    order by ${keysetOrder(order)}`
}

function filters({ model, repo, layer, class: cls, level }: WeightQuery): Prisma.Sql[] {
  return [
    ...(model === undefined
      ? []
      : [Prisma.sql`w.model_id in (select id from models where repo ilike ${containsPattern(model)})`]),
    ...(repo === undefined ? [] : [Prisma.sql`w.model_id = (select id from models where repo = ${repo})`]),
    ...(layer === undefined ? [] : [Prisma.sql`w.layer = ${layer}`]),
    ...(cls === undefined ? [] : [Prisma.sql`w.class = ${cls}`]),
    ...(level === undefined ? [] : [Prisma.sql`w.level = ${level}`]),
  ]
}
