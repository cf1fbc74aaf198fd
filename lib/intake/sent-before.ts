import type { Db } from '@/lib/db'
import { isTransient } from '@/lib/reasons'
import { Prisma, type Submission } from '@/prisma/generated/client'
import { changeStatus, type Reason } from './change-status'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'

/** States in which sending the same again makes no second submission. One that was cancelled, or judged at a commit, may be claimed anew. */
const KNOWN = ['received', 'screened', 'queued', 'running', 'invalid', 'blocked', 'failed'] as const

/** Makes requests that send the same claim wait for each other until their transactions end. Taken before `lockModel`. */
export async function lockSent(tx: Db, accountId: number, sentKey: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`sent ${accountId} ${sentKey}`}, 0)) is null as waited`
}

/** What this account made of the same claim before, if that is not over and done with. */
export function sentBefore(tx: Db, accountId: number, sentKey: string): Promise<Submission | null> {
  return tx.submission.findFirst({ where: { accountId, sentKey, status: { in: [...KNOWN] } }, orderBy: { id: 'desc' } })
}

/** A run that ended by the claim's own fault is not begun again within this: a new release or a larger machine may manage it, the same one does not. */
const NEXT_RUN_MS = 24 * 3_600_000

/** Whether a submission that ended may be taken up again: nothing was read of its checkpoint, what stopped it may have passed, or its last run is long ago. */
export function mayBeTakenUp({ status, reasonCode, commit, updatedAt }: Submission): boolean {
  if (status !== 'blocked' && status !== 'failed') return false
  if (Date.now() - updatedAt.getTime() >= NEXT_RUN_MS) return true
  return isTransient(reasonCode) || (status === 'blocked' && commit === null)
}

/** Whether it is about the checkpoint that was read now: its branch has not moved on since. */
export function isOfSameCommit({ commit }: Submission, reading: CheckpointReading): boolean {
  return commit === null || commit === reading.commit
}

/**
 * Takes a submission that ended up again: it is `received` once more, and its history says so.
 * @param claimKey of a claim whose commit is not known yet
 */
export async function takeUpAgain(
  tx: Db,
  { id }: Submission,
  reason: Reason,
  claimKey: string | null = null,
): Promise<Submission> {
  await changeStatus(tx, id, 'received', reason, { progress: Prisma.DbNull, claimKey })
  return tx.submission.findUniqueOrThrow({ where: { id } })
}

/** Since when it waits for its checkpoint: since it was sent, or sent again. */
export async function waitingSince(tx: Db, { id, createdAt }: Submission): Promise<Date> {
  const stop = await tx.submissionEvent.findFirst({
    where: { submissionId: id, status: { in: ['blocked', 'failed'] } },
    orderBy: { id: 'desc' },
    select: { at: true },
  })
  return stop?.at ?? createdAt
}
