import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { printId } from '@/lib/ids'
import { byWorkerOf } from '@/lib/intake/actor'
import { type RunOrder, startRunWith } from '@/lib/intake/run'
import { RUN_GRADE } from '@/lib/intake/run-grade'
import { WRITING_LIMIT } from '@/lib/intake/writing-limit'
import { JobPayload } from '@/lib/jobs'
import { jobOfLane, LANES } from '@/lib/jobs/lanes'
import { queue } from '@/lib/jobs/queue'
import { HEARTBEAT_SECONDS } from '@/lib/jobs/queues'
import { type HeldJob, requeue } from '@/lib/jobs/requeue'
import { CURRENT_PROTOCOL } from '@/lib/protocol'
import type { Account } from '@/prisma/generated/client'
import type { RunAsk, RunRecord } from './schema'

/** A cancelled run stops within one of these, and five may be lost before another worker gets the run. */
const BEAT_SECONDS = 4
/** Jobs of submissions that have ended are left by cancelled ones; more than these wait for the next question. */
const MAX_EMPTY_JOBS = 20

/**
 * Gives a worker of this account the next run of the lanes that it serves, smallest models first. The job is held for it; its heartbeats keep it.
 * @returns null when nothing waits
 * @throws AppError 409 `worker-outdated`
 */
export async function takeRun(account: Account, { worker, lanes, protocol }: RunAsk): Promise<RunRecord | null> {
  if (protocol !== CURRENT_PROTOCOL.sha256) throw outdated()
  const boss = await queue()
  for (const lane of LANES.filter((one) => lanes.includes(one))) {
    for (let looked = 0; looked < MAX_EMPTY_JOBS; looked++) {
      const [job] = await boss.fetch<object>(jobOfLane(lane))
      if (job === undefined) break
      const order = await startHeld(job, account, worker)
      if (order !== null) return recordOf(order)
      await boss.complete(job.name, job)
    }
  }
  return null
}

/** What cannot be started now, since the database failed, waits for the next worker. */
async function startHeld(job: HeldJob & { data: unknown }, account: Account, worker: string): Promise<RunOrder | null> {
  try {
    return await startLeased(job, account, worker)
  } catch (error) {
    await requeue(job)
    throw error
  }
}

async function startLeased(
  { id: jobId, name: job, retryCount, data }: HeldJob & { data: unknown },
  account: Account,
  worker: string,
): Promise<RunOrder | null> {
  const { submission_id: submissionId } = JobPayload.parse(data)
  return db.$transaction(async (tx) => {
    const order = await startRunWith(tx, submissionId, byWorkerOf(worker, account))
    if (order === null) return null
    const { attempt } = order
    const held = { submissionId, attempt, accountId: account.id, worker, job, jobId, jobRetryCount: retryCount }
    await tx.runLease.create({ data: held })
    return order
  }, WRITING_LIMIT)
}

function recordOf({ id, attempt, repo, commit, members, claimedValue, bytes }: RunOrder): RunRecord {
  const submission = printId('submission', id)
  return {
    id: `${submission}.${attempt}`,
    submission,
    attempt,
    repo,
    commit,
    members: [...members],
    claimed_value: claimedValue,
    bytes,
    grade: RUN_GRADE,
    heartbeat_seconds: BEAT_SECONDS,
    lease_seconds: HEARTBEAT_SECONDS,
  }
}

const outdated = () =>
  new AppError({
    status: 409,
    code: 'worker-outdated',
    detail: `This registry verifies by ${CURRENT_PROTOCOL.id}. The worker knows another protocol, so its reports would be refused. Install the version of the software that the registry runs.`,
  })
