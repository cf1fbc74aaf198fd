import { encodeCursor, type Cursor } from '@/lib/http/cursor'
import { Prisma } from '@/prisma/generated/client'

/** The query for one page of a list; each row has its `id` and its sort `value`. */
export interface Keyset {
  /** Columns besides `id` and `value`. */
  readonly columns: Prisma.Sql
  /** Tables, with their joins. */
  readonly from: Prisma.Sql
  readonly id: Prisma.Sql
  /** The sort expression, before the id: it is indexed together with the id. */
  readonly value: Prisma.Sql
  /** SQL type of the value, to cast a cursor's value. */
  readonly type: 'text' | 'int'
  /** Whether value and id are in two tables: then no index serves their row comparison. */
  readonly apart?: boolean
  readonly where: readonly Prisma.Sql[]
  readonly order: 'asc' | 'desc'
  readonly after: Cursor | null
  readonly limit: number
}

/** The query for a page's rows plus one, which tells whether there is a next page. After further joins the order is lost: sort by `keysetOrder` again. */
export function keysetSql({ columns, from, id, value, where, order, limit, ...rest }: Keyset): Prisma.Sql {
  const direction = directionOf(order)
  const beyond = beyondSql({ id, value, order, ...rest })
  return Prisma.sql`
    select ${id} as id, ${value} as value, ${columns}
    from ${from}
    where ${Prisma.join([Prisma.sql`true`, ...where, ...beyond], ' and ')}
    order by ${value} ${direction}, ${id} ${direction}
    limit ${limit + 1}`
}

/** The order of `keysetSql`'s rows, for an outer query that calls them `page`. */
export function keysetOrder(order: Keyset['order']): Prisma.Sql {
  return Prisma.sql`page.value ${directionOf(order)}, page.id ${directionOf(order)}`
}

const directionOf = (order: Keyset['order']) => (order === 'desc' ? Prisma.sql`desc` : Prisma.sql`asc`)

/**
 * The rows after the last one of the previous page. The row comparison is exact; if its two sides are in two tables no index serves it, and the
 * comparison of the value alone lets an index find the start.
 */
function beyondSql({ id, value, type, apart, order, after }: Omit<Keyset, 'columns' | 'from' | 'where' | 'limit'>) {
  if (after === null) return []
  const key = type === 'text' ? Prisma.sql`${String(after.value)}::text` : Prisma.sql`${Number(after.value) || 0}::int`
  const [past, from] = order === 'desc' ? [Prisma.sql`<`, Prisma.sql`<=`] : [Prisma.sql`>`, Prisma.sql`>=`]
  const row = Prisma.sql`(${value}, ${id}) ${past} (${key}, ${after.id})`
  return apart ? [Prisma.sql`${value} ${from} ${key}`, row] : [row]
}

/**
 * The page from the rows of `keysetSql`, and the cursor of the next one, or null.
 * @param order names sort and direction, `level:desc`; `decodeCursor` receives the same
 */
export function pageOf<Row extends Cursor>(
  rows: readonly Row[],
  limit: number,
  order: string,
): { readonly page: Row[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last ? encodeCursor(order, last) : null }
}
