import { db } from '@/lib/db'
import { accountNamed } from '@/lib/people/find'
import { atomOf } from './atom'
import { ENTRY_INCLUDE, entryOf, MAX_ENTRIES } from './entries'
import { feedPath } from './paths'

/** What the submissions went through that an account sent or joined, as a feed; null where nobody has this handle, or the person has left. */
export async function feedOfPerson(origin: string, handle: string): Promise<string | null> {
  const id = await accountNamed(handle)
  if (id === null) return null
  const account = await db.account.findUniqueOrThrow({ where: { id } })
  const latest = await db.$queryRaw<{ id: number }[]>`
    select id from submission_events where submission_id in (
      select id from submissions where account_id = ${id}
      union select submission_id from submission_joins where account_id = ${id})
    order by id desc limit ${MAX_ENTRIES}`
  const events = await db.submissionEvent.findMany({
    where: { id: { in: latest.map((event) => event.id) } },
    orderBy: { id: 'desc' },
    include: ENTRY_INCLUDE,
  })
  const page = `/people/${encodeURIComponent(account.handle)}`
  return atomOf(origin, {
    title: `Submissions of ${account.handle}`,
    page,
    self: feedPath(page),
    author: account.handle,
    since: account.createdAt,
    entries: events.map(entryOf),
  })
}
