import { db, type Db } from '@/lib/db'
import type { z } from 'zod'
import { MAX_FAILED_RUNS } from '@/lib/jobs/queues'
import { isTransient, type ReasonCode, standsWith } from '@/lib/reasons'
import { Prisma } from '@/prisma/generated/client'
import { changeStatus } from './change-status'
import { isUsedUp, REQUEUED, runsSoFar, WORKER_STOPPED } from './runs-so-far'
import { Progress, ScreenedCoordinate } from '@/lib/submissions/schema'
import { WRITING_LIMIT } from './writing-limit'

/** What a worker needs to know to run the verifier. */
export interface RunOrder {
  readonly id: number
  readonly repo: string
  readonly commit: string
  readonly members: readonly ScreenedCoordinate[]
  readonly claimedValue: number | null
  /** 1 for the first run of the submission. It also tells a run from the one that took its place. */
  readonly attempt: number
}

/**
 * A worker takes a queued submission. One that is still `running` lost its worker and is taken up again.
 * @returns the order, or null when there is nothing to run: it has ended, or its runs are used up
 */
export async function startRun(id: number): Promise<RunOrder | null> {
  return db.$transaction(async (tx) => {
    const submission = await locked(tx, id)
    if (submission?.status !== 'queued' && submission?.status !== 'running') return null
    const { status, attempts, repo, commit, claimedValue } = submission
    if (status === 'running') {
      await changeStatus(tx, id, 'queued', { code: WORKER_STOPPED, text: 'Resumed after its worker stopped.' })
      const runs = await runsSoFar(tx, id)
      if (isUsedUp(runs)) {
        await changeStatus(tx, id, 'failed', { code: WORKER_STOPPED, text: interrupted(runs.disturbed) })
        return null
      }
    }
    if (commit === null) throw new RangeError(`Submission ${id} is ${status} and has no commit.`)
    const attempt = attempts + 1
    await changeStatus(
      tx,
      id,
      'running',
      { code: null, text: attempt === 1 ? 'A worker verifies it.' : `A worker verifies it, run ${attempt}.` },
      { attempts: attempt, progress: Prisma.DbNull },
    )
    return { id, repo, commit, members: ScreenedCoordinate.array().parse(submission.screened), claimedValue, attempt }
  }, WRITING_LIMIT)
}

const interrupted = (runs: number) =>
  `${runs} runs were broken off from outside, the last one because its worker died. Perhaps this claim is what kills the worker: the operator of this registry must look into it. The claim can then be sent again.`

/**
 * Keeps the verifier's latest progress event.
 * @param attempt the run it is of: a worker that was taken for dead must not write over the run that took its place
 * @returns false when that run is over: then the worker should stop
 */
export async function noteProgress(id: number, progress: z.input<typeof Progress>, attempt?: number): Promise<boolean> {
  const { count } = await db.submission.updateMany({
    where: { id, status: 'running', ...(attempt === undefined ? {} : { attempts: attempt }) },
    data: { progress: Progress.parse(progress) },
  })
  return count === 1
}

/** Puts a running submission back into the queue, for a worker that must stop; its job has to be tried again. Nothing changes if it does not run, or `attempt` is no longer its run. */
export async function requeueRun(id: number, reason: string, attempt?: number): Promise<void> {
  await db.$transaction(async (tx) => {
    const submission = await locked(tx, id)
    if (submission?.status !== 'running' || isAnotherRun(submission, attempt)) return
    await changeStatus(tx, id, 'queued', { code: REQUEUED, text: reason })
  }, WRITING_LIMIT)
}

/** Whether the submission runs for another worker than the one that speaks. */
function isAnotherRun(submission: { readonly attempts: number } | null, attempt: number | undefined): boolean {
  return attempt !== undefined && submission !== null && submission.attempts !== attempt
}

export interface RunFailure {
  readonly code: ReasonCode
  readonly text: string
  /** True when trying again cannot help. */
  readonly permanent: boolean
}

/**
 * A run ended without a report. A permanent failure ends the submission, as `blocked` where the registry cannot look and as `failed` otherwise; a passing
 * one puts it back until its runs are used up: those that failed by the claim's own fault, and, far more generously, those broken off from outside. Nothing changes if `attempt` is no longer its run.
 * @returns whether the submission has ended; if not, the job has to be tried again
 */
export async function failRun(id: number, failure: RunFailure, attempt?: number): Promise<{ ended: boolean }> {
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
      await changeStatus(tx, id, 'queued', {
        code: failure.code,
        text: `${failure.text} ${counted}; it will be tried again.`,
      })
      return { ended: false }
    }
    const text = failure.permanent
      ? failure.text
      : `${failure.text} ${outside ? runs.disturbed : runs.failed} runs ended without a report.`
    await changeStatus(tx, id, standsWith(failure.code, 'blocked') ? 'blocked' : 'failed', { code: failure.code, text })
    return { ended: true }
  }, WRITING_LIMIT)
}

/** The submission, kept from other transactions that lock it until this one ends. */
export async function locked(tx: Db, id: number) {
  await tx.$queryRaw`select id from submissions where id = ${id} for update`
  return tx.submission.findUnique({ where: { id } })
}
