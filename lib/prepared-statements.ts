import { createHash } from 'node:crypto'

/**
 * Most statements that a connection keeps plans of: more than there are `include`s in the code. PostgreSQL keeps a named plan as long as the connection, so
 * beyond this number (lists of keys of ever other lengths) a statement is planned each time.
 */
const MOST = 200

const names = new Map<string, string>()

/**
 * The name under which PostgreSQL keeps the plan of a statement on its connection; empty for one that is planned each time. Kept are those by which Prisma reads rows
 * with their relations: planning a record's thirty joins takes 5 ms, running them one. Others take no time to plan, and are better planned with their values.
 */
export function preparedName({ sql }: { readonly sql: string }): string {
  if (!sql.includes('LEFT JOIN LATERAL')) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MOST) return ''
  const name = createHash('md5').update(sql).digest('hex')
  names.set(sql, name)
  return name
}
