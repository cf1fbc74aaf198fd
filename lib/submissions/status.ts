import type { Status } from '@/lib/protocol'
import type { SubmissionStatus } from '@/prisma/generated/client'

/** Prisma's names cannot contain hyphens; everywhere else we use the words of protocol.md. */
export function statusOf(stored: SubmissionStatus): Status {
  return stored === 'notConfirmed' ? 'not-confirmed' : stored
}

export function storedStatus(status: Status): SubmissionStatus {
  return status === 'not-confirmed' ? 'notConfirmed' : status
}
