import type { Db } from '@/lib/db'
import { isTransient } from '@/lib/reasons'
import { Prisma, type Submission } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { changeStatus, type Reason } from './change-status'
import { type JoinedSubmission, WITH_JOINS } from './make-claims'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'

/** States in which sending the same claim again creates no second submission. After a cancellation, or a verdict at a commit, it may be submitted anew. */
const KNOWN = ['received', 'screened', 'queued', 'running', 'invalid', 'blocked', 'failed'] as const

/** Names the lock for which requests that send the same claim wait until their transactions end. Taken before a model's. */
export const lockOfSent = (accountId: number, sentKey: string): string => `sent ${accountId} ${sentKey}`

/** What a claim may be known as already. */
export interface KnownClaims {
  /** The live or judged submission of the same claim, whoever sent it. */
  readonly same: JoinedSubmission | null
  /** What this account made of the same claim before, if that is not over and done with. */
  readonly before: JoinedSubmission | null
}

/** @param claimKey null where no other submission of the same claim would do */
export async function knownClaims(
  tx: Db,
  {
    accountId,
    sentKey,
    claimKey,
  }: { readonly accountId: number; readonly sentKey: string; readonly claimKey: string | null },
): Promise<KnownClaims> {
  const rows = await tx.submission.findMany({
    where: { OR: [{ accountId, sentKey, status: { in: [...KNOWN] } }, ...(claimKey === null ? [] : [{ claimKey }])] },
    include: WITH_JOINS,
    orderBy: { id: 'desc' },
  })
  const isKnown = ({ status }: Submission) => KNOWN.some((known) => known === status)
  return {
    same: rows.find((row) => claimKey !== null && row.claimKey === claimKey) ?? null,
    before: rows.find((row) => row.accountId === accountId && row.sentKey === sentKey && isKnown(row)) ?? null,
  }
}

/** A run that failed because of the claim itself is not repeated within this time: a new release or a larger machine may manage it, the same one will not. */
const NEXT_RUN_MS = 24 * 3_600_000

/** Whether an ended submission may be reopened: its checkpoint was never read, its obstacle may be gone, or its last run was long ago. */
export function mayReopen({ status, reasonCode, commit, updatedAt }: Submission): boolean {
  if (status !== 'blocked' && status !== 'failed') return false
  if (Date.now() - updatedAt.getTime() >= NEXT_RUN_MS) return true
  return isTransient(reasonCode) || (status === 'blocked' && commit === null)
}

/** Whether it is about the checkpoint that was just read: its branch has not moved since. */
export function isSameCommit({ commit }: Submission, reading: CheckpointReading): boolean {
  return commit === null || commit === reading.commit
}

/**
 * Reopens an ended submission: it is `received` again, and its history says so.
 * @param claimKey key of a claim whose commit is not known yet
 */
export async function reopen(
  tx: Db,
  { id }: Submission,
  reason: Reason<'received'>,
  by: Actor,
  claimKey: string | null = null,
): Promise<JoinedSubmission> {
  await changeStatus(tx, id, 'reopened', reason, by, { progress: Prisma.DbNull, claimKey, prioritised: false })
  return tx.submission.findUniqueOrThrow({ where: { id }, include: WITH_JOINS })
}

/** When it began to wait for its checkpoint: when it was sent, or last sent again. */
export async function waitingSince(tx: Db, { id, createdAt }: Submission): Promise<Date> {
  const stop = await tx.submissionEvent.findFirst({
    where: { submissionId: id, status: { in: ['blocked', 'failed'] } },
    orderBy: { id: 'desc' },
    select: { at: true },
  })
  return stop?.at ?? createdAt
}
