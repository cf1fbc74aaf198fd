import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { printId } from '@/lib/ids'
import { isEnded } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import type { Submission } from '@/prisma/generated/client'
import { thisWorker } from './actor'
import { changeStatus } from './change-status'

/** @throws AppError 409 `already-ended` where a submission accepts no outcome any more, or not yet */
export function assertAwaitsOutcome({ id, status: stored }: Submission): void {
  const status = statusOf(stored)
  if (!isEnded(status) && status !== 'received') return
  throw new AppError({
    status: 409,
    code: 'already-ended',
    detail: `${printId('submission', id)} is ${status}: it accepts no report.`,
  })
}

/** Before an outcome is filed. It may come for a queued submission: a worker considered dead may still finish. */
export async function ensureRunning(tx: Db, { id, status }: Submission): Promise<void> {
  const by = thisWorker()
  if (status === 'screened') await changeStatus(tx, id, 'enqueued', { code: null, text: 'Waiting for a verifier.' }, by)
  if (status !== 'running')
    await changeStatus(tx, id, 'taken', { code: null, text: 'A run that was considered lost has finished.' }, by)
}
