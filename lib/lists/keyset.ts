import { encodeCursor, type Cursor } from '@/lib/http/cursor'
import { Prisma } from '@/prisma/generated/client'

/** The rows of one page of a list, each with its `id` and the `value` that it is sorted by. */
export interface Keyset {
  /** Columns besides `id` and `value`. */
  readonly columns: Prisma.Sql
  /** Tables, with their joins. */
  readonly from: Prisma.Sql
  readonly id: Prisma.Sql
  /** What the list is sorted by, before the id: an index holds it with the id. */
  readonly value: Prisma.Sql
  /** Type of the value, to compare what a cursor holds. */
  readonly type: 'text' | 'int'
  /** Whether value and id stand in two tables: no index then serves their comparison as a row. */
  readonly apart?: boolean
  readonly where: readonly Prisma.Sql[]
  readonly order: 'asc' | 'desc'
  readonly after: Cursor | null
  readonly limit: number
}

/** The query of a page's rows, and one more, which tells whether there is a next page. Unsorted where it is joined further: sort by `keysetOrder` there. */
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

/** The order of `keysetSql`'s rows, for a query around it that calls them `page`. */
export function keysetOrder(order: Keyset['order']): Prisma.Sql {
  return Prisma.sql`page.value ${directionOf(order)}, page.id ${directionOf(order)}`
}

const directionOf = (order: Keyset['order']) => (order === 'desc' ? Prisma.sql`desc` : Prisma.sql`asc`)

/**
 * The rows after the last one of the page before. The row comparison is exact; where its two sides lie in two tables no index serves it, and the
 * comparison of the value alone brings the scan to the right place.
 */
function beyondSql({ id, value, type, apart, order, after }: Omit<Keyset, 'columns' | 'from' | 'where' | 'limit'>) {
  if (after === null) return []
  const key = type === 'text' ? Prisma.sql`${String(after.value)}::text` : Prisma.sql`${Number(after.value) || 0}::int`
  const [past, from] = order === 'desc' ? [Prisma.sql`<`, Prisma.sql`<=`] : [Prisma.sql`>`, Prisma.sql`>=`]
  const row = Prisma.sql`(${value}, ${id}) ${past} (${key}, ${after.id})`
  return apart ? [Prisma.sql`${value} ${from} ${key}`, row] : [row]
}

/**
 * The page in what `keysetSql` found, and the cursor of the next one, or null.
 * @param order names sort and direction, `level:desc`; `decodeCursor` gets the same
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
