import { printId } from '@/lib/ids'
import { changedBy, changedByWords } from '@/lib/submissions/changed-by'
import { statusOf } from '@/lib/submissions/status'
import type { Prisma } from '@/prisma/generated/client'
import type { Entry } from './atom'

/** Entries of one feed: a reader that asks once a day misses nothing, and no feed grows forever. */
export const MAX_ENTRIES = 100

/** The rows of an event that its entry is made of. */
export const ENTRY_INCLUDE = {
  account: { select: { handle: true } },
  submission: { select: { repo: true } },
} as const satisfies Prisma.SubmissionEventInclude

type EventRows = Prisma.SubmissionEventGetPayload<{ include: typeof ENTRY_INCLUDE }>

/** A change of a submission's state, as an entry of a feed. */
export function entryOf(event: EventRows): Entry {
  const id = printId('submission', event.submissionId)
  const page = `/submissions/${id}`
  const status = statusOf(event.status)
  return {
    id: `${page}#event-${event.id}`,
    title: `${id} ${status.replace('-', ' ')}: ${event.submission.repo}`,
    page,
    at: event.at,
    by: changedByWords(changedBy(event)),
    category: status,
    summary: event.reason === '' ? `It is ${status.replace('-', ' ')}.` : event.reason,
  }
}
