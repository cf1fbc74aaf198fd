import { db } from '@/lib/db'
import { beginsPattern } from '@/lib/like'
import type { SearchResult } from './schema'

interface Row {
  readonly handle: string
  readonly submissions: number
}

/** People whose handle begins so, with or without an `@`. */
export async function findAccounts(text: string, limit: number): Promise<SearchResult[]> {
  const start = text.replace(/^@/, '').toLowerCase()
  if (!/^[\w.-]{2,60}$/.test(start)) return []
  const rows = await db.$queryRaw<Row[]>`
    select handle, (select count(*)::int from submissions s where s.account_id = a.id) as submissions
    from accounts a where deleted_at is null and lower(handle) like ${beginsPattern(start)} order by lower(handle) limit ${limit}`
  return rows.map(({ handle, submissions }) => ({
    kind: 'account',
    name: handle,
    url: `/people/${handle}`,
    title: handle,
    detail: submissions === 1 ? '1 submission' : `${submissions} submissions`,
    score: handle.toLowerCase() === start ? 0.97 : 0.7,
  }))
}
