import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { printId } from '@/lib/ids'
import { jobOfLane, priorityOf } from '@/lib/jobs/lanes'
import { changePriority } from '@/lib/jobs/queue'
import { isEnded, type Status } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import type { Submission } from '@/prisma/generated/client'
import { byAccount } from '../actor'
import { changeReason } from '../change-status'
import { GIVEN_PRIORITY } from '../runs-so-far'
import { turnNow } from '../turn'
import type { Order } from './order'

/**
 * Puts a waiting submission before all others of its lane; one that has priority keeps it. Its turn becomes the one that runs now, so that it is not
 * counted as if all before it had run.
 */
export async function givePriority(tx: Db, submission: Submission, { account, reason }: Order): Promise<void> {
  const { id, lane, prioritised } = submission
  const status = statusOf(submission.status)
  if (status !== 'queued' && status !== 'received') throw notWaiting(id, status)
  if (prioritised) return
  const place = lane === null ? {} : { turn: await turnNow(tx, lane) }
  await tx.submission.update({ where: { id }, data: { prioritised: true, ...place } })
  const said = { code: GIVEN_PRIORITY, text: `Given priority by ${account.handle}, a maintainer: ${reason}` } as const
  await changeReason(tx, id, status, said, byAccount(account))
  if (status === 'queued' && lane !== null)
    await changePriority(tx, jobOfLane(lane), id, priorityOf({ turn: place.turn ?? 0, prioritised: true }))
}

function notWaiting(id: number, status: Status): AppError {
  return new AppError({
    status: 409,
    code: isEnded(status) ? 'already-ended' : 'not-now',
    detail: `${printId('submission', id)} is ${status}: priority is for submissions that wait.`,
  })
}
