import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { parseId, printId } from '@/lib/ids'
import { isEnded } from '@/lib/protocol'
import type { Account } from '@/prisma/generated/client'
import { byAccount } from './actor'
import { changeStatus, IllegalChange } from './change-status'
import { statusOf } from '@/lib/submissions/status'

/**
 * Cancels a submission that has not ended, for its submitter. A worker that runs it is notified and stops.
 * @throws AppError 404 `not-found`, 403 `not-yours`, 409 `already-ended`
 */
export async function cancelSubmission(id: string, account: Account): Promise<void> {
  const number = parseId('submission', id)
  const submission = number === null ? null : await db.submission.findUnique({ where: { id: number } })
  if (!submission) throw new AppError({ status: 404, code: 'not-found', detail: `There is no submission ${id}.` })
  if (submission.accountId !== account.id) {
    throw new AppError({
      status: 403,
      code: 'not-yours',
      detail: `${id} was sent by another account; only that one can cancel it.`,
    })
  }
  const status = statusOf(submission.status)
  if (isEnded(status)) throw alreadyEnded(submission.id, status)
  try {
    const reason = { code: null, text: 'Cancelled by its submitter.' }
    await changeStatus(db, submission.id, 'cancelled', reason, byAccount(account))
  } catch (error) {
    if (error instanceof IllegalChange && error.from !== null) throw alreadyEnded(submission.id, error.from)
    throw error
  }
}

function alreadyEnded(id: number, status: string): AppError {
  return new AppError({
    status: 409,
    code: 'already-ended',
    detail: `${printId('submission', id)} has ended (${status}): there is nothing to cancel.`,
  })
}
