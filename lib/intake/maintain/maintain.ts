import { db, type Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { parseId, printId } from '@/lib/ids'
import { queue } from '@/lib/jobs/queue'
import { change } from '@/lib/protocol'
import type { Submission } from '@/prisma/generated/client'
import { IllegalChange } from '../change-status'
import { locked } from '../run'
import { WRITING_LIMIT } from '../writing-limit'
import type { Order } from './order'
import { givePriority } from './priority'
import { queueAgain } from './requeue'
import type { Maintenance } from './schema'
import { stop } from './stop'

const ACTS: Readonly<Record<Maintenance, (tx: Db, submission: Submission, order: Order) => Promise<void>>> = {
  priority: givePriority,
  requeue: queueAgain,
  stop,
}

/**
 * Does with a submission what a maintainer orders. The caller has checked that the account is one.
 * @throws AppError 404 `not-found`; 409 `already-ended` or `not-now` where its state does not allow it
 */
export async function maintain(id: string, what: Maintenance, order: Order): Promise<void> {
  const number = parseId('submission', id)
  await queue() // outside the transaction: the first start takes a second
  try {
    await db.$transaction(async (tx) => {
      const submission = number === null ? null : await locked(tx, number)
      if (!submission) throw new AppError({ status: 404, code: 'not-found', detail: `There is no submission ${id}.` })
      await ACTS[what](tx, submission, order)
    }, WRITING_LIMIT)
  } catch (error) {
    if (error instanceof IllegalChange) throw refusal(error)
    throw error
  }
}

function refusal({ id, from, event }: IllegalChange): AppError {
  const now = from === null ? null : change(from, event)
  if (now === null || 'to' in now)
    return new AppError({ status: 409, code: 'not-now', detail: 'It has just changed. Try again.' })
  const code = now.refused === 'ended' ? 'already-ended' : 'not-now'
  return new AppError({ status: 409, code, detail: `${printId('submission', id)}: ${now.text}` })
}
