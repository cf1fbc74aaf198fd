import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** The statements that join relations: one for each `include` in the code. Each connection keeps the plans of those it was asked. */
const MOST = 200

const names = new LRUCache<string, string>({ max: MOST })

/**
 * The name under which PostgreSQL keeps the plan of a statement on its connection; empty for one that is planned each time. Kept are those by which Prisma reads rows
 * with their relations: planning a record's thirty joins takes 5 ms, running them one. Others take no time to plan, and are better planned with their values.
 */
export function preparedName({ sql }: { readonly sql: string }): string {
  if (!sql.includes('LEFT JOIN LATERAL')) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = createHash('md5').update(sql).digest('hex')
  names.set(sql, name)
  return name
}
