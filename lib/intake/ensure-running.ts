import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { printId } from '@/lib/ids'
import { isEnded } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import type { Submission } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { changeStatus } from './change-status'

/** What a worker is told that speaks for a run which is no longer its own. */
export const runLost = (id: number, why: string): AppError =>
  new AppError({
    status: 409,
    code: 'run-lost',
    detail: `${printId('submission', id)}: ${why} Nothing was done. Stop working on it.`,
  })

/**
 * @param attempt whose outcome it is; without it that of any run is accepted
 * @throws AppError 409 `already-ended` where a submission accepts no outcome any more, or not yet; 409 `run-lost` where a later run has begun
 */
export function assertAwaitsOutcome({ id, status: stored, attempts }: Submission, attempt?: number): void {
  const status = statusOf(stored)
  if (attempt !== undefined && attempts !== attempt)
    throw runLost(id, `Its run ${attempts} has begun: that of attempt ${attempt} is over.`)
  if (!isEnded(status) && status !== 'received') return
  throw new AppError({
    status: 409,
    code: 'already-ended',
    detail: `${printId('submission', id)} is ${status}: it accepts no report.`,
  })
}

/** Before an outcome is filed. It may come for a queued submission: a worker considered dead may still finish. */
export async function ensureRunning(tx: Db, { id, status }: Submission, by: Actor): Promise<void> {
  if (status === 'screened') await changeStatus(tx, id, 'enqueued', { code: null, text: 'Waiting for a verifier.' }, by)
  if (status !== 'running')
    await changeStatus(tx, id, 'taken', { code: null, text: 'A run that was considered lost has finished.' }, by)
}
