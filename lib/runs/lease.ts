import { byWorkerOf } from '@/lib/intake/actor'
import { runLost } from '@/lib/intake/ensure-running'
import type { RunBy } from '@/lib/intake/run'
import { db } from '@/lib/db'
import { queue } from '@/lib/jobs/queue'
import type { Account, RunLease } from '@/prisma/generated/client'

/** A run, as a worker names it. */
export interface NamedRun {
  readonly submission: number
  readonly attempt: number
}

/** Whose run it is, for what is written of it. */
export const spokenBy = ({ attempt, worker, accountId }: RunLease): Required<RunBy> => ({
  attempt,
  by: byWorkerOf(worker, { id: accountId }),
})

/** The lease of a run that this account holds; null where it holds it no longer, or never did. */
export async function leaseOf({ submission, attempt }: NamedRun, account: Account): Promise<RunLease | null> {
  return db.runLease.findFirst({ where: { submissionId: submission, attempt, accountId: account.id } })
}

/** @throws AppError 409 `run-lost` */
export async function heldLease(run: NamedRun, account: Account): Promise<RunLease> {
  const lease = await leaseOf(run, account)
  if (lease === null) throw runLost(run.submission, `Your account does not hold its run ${run.attempt}.`)
  return lease
}

/** The job of a run, at the retry that its worker was given: pg-boss leaves it alone when that is over. */
export const jobOf = ({ jobId, jobRetryCount, job }: RunLease) => ({ id: jobId, retryCount: jobRetryCount, name: job })

/** The run is over: its job is done, and nobody holds it. */
export async function endLease(lease: RunLease): Promise<void> {
  await (await queue()).complete(lease.job, jobOf(lease))
  await dropLease(lease)
}

/** Nobody holds it. A lease of another run of the submission stays. */
export async function dropLease({ submissionId, attempt }: RunLease): Promise<void> {
  await db.runLease.deleteMany({ where: { submissionId, attempt } })
}
