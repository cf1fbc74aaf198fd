import { db, type Db } from '@/lib/db'
import type { z } from 'zod'
import { MAX_FAILED_RUNS } from '@/lib/jobs/queues'
import { type CodeOf, isTransient, standsWith } from '@/lib/reasons'
import { Prisma } from '@/prisma/generated/client'
import { type Actor, thisWorker } from './actor'
import { changeStatus } from './change-status'
import { isUsedUp, REQUEUED, runsSoFar, WORKER_STOPPED } from './runs-so-far'
import { Progress, ScreenedCoordinate } from '@/lib/submissions/schema'
import { WRITING_LIMIT } from './writing-limit'

/** What a worker needs to run the verifier. */
export interface RunOrder {
  readonly id: number
  readonly repo: string
  readonly commit: string
  /** What is claimed; none for a search. */
  readonly members: readonly ScreenedCoordinate[]
  readonly claimedValue: number | null
  /** Of all tensors of the model; 0 where nobody knows. */
  readonly bytes: number
  /** 1 for the first run of the submission. Distinguishes a run from its replacement. */
  readonly attempt: number
}

/** Who ends or files a run, and which: for a worker over HTTP the site does it. */
export interface RunBy {
  /** By default the worker that this process is. */
  readonly by?: Actor
  /** Its run. What is said of a run that is not the latest one changes nothing. */
  readonly attempt?: number
}

/**
 * Starts a run of a queued submission. One that is still `running` lost its worker and is resumed.
 * @returns the order, or null when there is nothing to run: it has ended, or its runs are used up
 */
export async function startRun(id: number): Promise<RunOrder | null> {
  return db.$transaction((tx) => startRunWith(tx, id, thisWorker()), WRITING_LIMIT)
}

/** The same in the caller's transaction, for the worker `by`. */
export async function startRunWith(tx: Db, id: number, by: Actor): Promise<RunOrder | null> {
  const submission = await locked(tx, id)
  // Whoever held a run over HTTP holds it no longer.
  await tx.runLease.deleteMany({ where: { submissionId: id } })
  if (submission?.status !== 'queued' && submission?.status !== 'running') return null
  const { status, attempts, repo, commit, claimedValue, bytes } = submission
  if (status === 'running') {
    await changeStatus(tx, id, 'interrupted', { code: WORKER_STOPPED, text: 'Resumed after its worker stopped.' }, by)
    const runs = await runsSoFar(tx, id)
    if (isUsedUp(runs)) {
      await changeStatus(tx, id, 'gave-up', { code: WORKER_STOPPED, text: interrupted(runs.disturbed) }, by)
      return null
    }
  }
  if (commit === null) throw new RangeError(`Submission ${id} is ${status} and has no commit.`)
  const attempt = attempts + 1
  const members = ScreenedCoordinate.array().parse(submission.screened)
  const text = `A worker is ${members.length === 0 ? 'searching' : 'verifying'} it${attempt === 1 ? '' : `, run ${attempt}`}.`
  await changeStatus(tx, id, 'taken', { code: null, text }, by, { attempts: attempt, progress: Prisma.DbNull })
  return { id, repo, commit, members, claimedValue, bytes: Number(bytes ?? 0), attempt }
}

const interrupted = (runs: number) =>
  `${runs} runs were interrupted, the last one because its worker died. Perhaps this claim kills the worker: the operator of this registry must investigate. The claim can then be sent again.`

/**
 * Stores the verifier's latest progress event.
 * @param attempt its run: a worker considered dead must not overwrite the progress of its replacement
 * @returns false when that run is over: then the worker should stop
 */
export async function noteProgress(id: number, progress: z.input<typeof Progress>, attempt?: number): Promise<boolean> {
  const { count } = await db.submission.updateMany({
    where: { id, status: 'running', ...(attempt === undefined ? {} : { attempts: attempt }) },
    data: { progress: Progress.parse(progress) },
  })
  return count === 1
}

/** Whether this run of the submission is in progress. */
export async function isRunning(id: number, attempt: number): Promise<boolean> {
  return (await db.submission.count({ where: { id, status: 'running', attempts: attempt } })) === 1
}

/** Requeues a running submission for a worker that must stop; the job must be retried. Does nothing if it is not running, or `attempt` is no longer its run. */
export async function requeueRun(
  id: number,
  reason: string,
  { attempt, by = thisWorker() }: RunBy = {},
): Promise<void> {
  await db.$transaction(async (tx) => {
    const submission = await locked(tx, id)
    if (submission?.status !== 'running' || isAnotherRun(submission, attempt)) return
    await changeStatus(tx, id, 'interrupted', { code: REQUEUED, text: reason }, by)
  }, WRITING_LIMIT)
}

/** Whether another worker runs the submission now. */
function isAnotherRun(submission: { readonly attempts: number } | null, attempt: number | undefined): boolean {
  return attempt !== undefined && submission !== null && submission.attempts !== attempt
}

/** What a submission may end with whose run has no report. */
export type EndCode = CodeOf<'blocked'> | CodeOf<'failed'>
/** What a run may have ended with that is tried again: the submission may end with it, too, once its runs are used up. */
export type RetryCode = CodeOf<'queued'> & EndCode

/** Why a run has no report. `permanent`: trying again cannot help. */
export type RunFailure =
  | { readonly permanent: true; readonly code: EndCode; readonly text: string }
  | { readonly permanent: false; readonly code: RetryCode; readonly text: string }

/**
 * Ends a run without a report. A permanent failure ends the submission, as `blocked` if the registry cannot check the claim and as `failed` otherwise; a
 * transient one requeues it until its runs are used up: few for failures of the claim itself, far more for interruptions from outside. Does nothing if `attempt` is no longer its run.
 * @returns whether the submission has ended; if not, the job must be retried
 */
export async function failRun(
  id: number,
  failure: RunFailure,
  { attempt, by = thisWorker() }: RunBy = {},
): Promise<{ ended: boolean }> {
  return db.$transaction(async (tx) => {
    const submission = await locked(tx, id)
    if (submission?.status !== 'running' || isAnotherRun(submission, attempt))
      return { ended: submission?.status !== 'queued' }
    const before = await runsSoFar(tx, id)
    const outside = isTransient(failure.code)
    const runs = outside ? { ...before, disturbed: before.disturbed + 1 } : { ...before, failed: before.failed + 1 }
    if (!failure.permanent && !isUsedUp(runs)) {
      const counted = outside
        ? 'This does not count against the claim'
        : `Failed run ${runs.failed} of at most ${MAX_FAILED_RUNS}`
      const text = `${failure.text} ${counted}; it will be retried.`
      await changeStatus(tx, id, 'interrupted', { code: failure.code, text }, by)
      return { ended: false }
    }
    const text = failure.permanent
      ? failure.text
      : `${failure.text} ${outside ? runs.disturbed : runs.failed} runs ended without a report.`
    const { code } = failure
    if (standsWith(code, 'blocked')) await changeStatus(tx, id, 'obstructed', { code, text }, by)
    else await changeStatus(tx, id, 'gave-up', { code, text }, by)
    return { ended: true }
  }, WRITING_LIMIT)
}

/** The submission, locked until this transaction ends. */
export async function locked(tx: Db, id: number) {
  await tx.$queryRaw`select id from submissions where id = ${id} for update`
  return tx.submission.findUnique({ where: { id } })
}
