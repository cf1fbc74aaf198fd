import { db } from '@/lib/db'
import { parseId, printId } from '@/lib/ids'
import { atomOf } from './atom'
import { ENTRY_INCLUDE, entryOf, MAX_ENTRIES } from './entries'
import { feedPath } from './paths'

/** What a submission went through, as a feed; null where there is no such submission. */
export async function feedOfSubmission(origin: string, id: string): Promise<string | null> {
  const number = parseId('submission', id)
  if (number === null) return null
  const submission = await db.submission.findUnique({
    where: { id: number },
    include: {
      account: { select: { handle: true } },
      events: { orderBy: { id: 'desc' }, take: MAX_ENTRIES, include: ENTRY_INCLUDE },
    },
  })
  if (submission === null) return null
  const name = printId('submission', number)
  const page = `/submissions/${name}`
  return atomOf(origin, {
    title: `${name}, ${submission.repo}`,
    page,
    self: feedPath(page),
    author: submission.account.handle,
    since: submission.createdAt,
    entries: submission.events.map(entryOf),
  })
}
