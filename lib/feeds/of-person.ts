import { db } from '@/lib/db'
import { accountNamed } from '@/lib/people/find'
import { getPerson } from '@/lib/people/get'
import { atomOf } from './atom'
import { challengeEntries } from './challenge-entries'
import { ENTRY_INCLUDE, entryOf, MAX_ENTRIES } from './entries'
import { feedPath } from './paths'

/** What the submissions went through that an account sent or joined, and challenges to their records, as a feed; null where nobody has this handle, or the person has left. */
export async function feedOfPerson(origin: string, handle: string): Promise<string | null> {
  const [id, person] = await Promise.all([accountNamed(handle), getPerson(handle)])
  if (id === null || person === null) return null
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
  return atomOf(origin, {
    title: `Submissions of ${person.handle}`,
    page: person.url,
    self: feedPath(person.url),
    author: person.handle,
    since: new Date(person.since),
    entries: [...events.map(entryOf), ...(await challengeEntries(id))]
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, MAX_ENTRIES),
  })
}
