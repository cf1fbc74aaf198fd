import { deleteExpiredSignIns } from '@/lib/accounts/sign-in/delete-expired'
import { db, type Db } from '@/lib/db'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { JOBS } from '@/lib/jobs'
import { jobOfLane, priorityOf } from '@/lib/jobs/lanes'
import { enqueue } from '@/lib/jobs/queue'
import { askForDueLookups } from '@/lib/descendants/ask'
import { deleteExpiredLimits } from '@/lib/limits/delete-expired'
import { deleteOldDeliveries, enqueueWaitingWebhooks } from '@/lib/webhooks/waiting'
import { deleteOverLeases } from '@/lib/runs/over'
import type { Prisma } from '@/prisma/generated/client'

/** Submissions enqueued per transaction. */
const BATCH = 100

/**
 * Deletes expired limits, sign-ins, leases of runs and messages to webhooks, asks for the descendants of verified models that are due, and enqueues a job for every waiting or
 * running submission, and every webhook with something to send, without one: after a restored backup, a manually emptied queue, a job without retries left.
 * Existing jobs are kept (the queues are `exclusive`), so this may run at any time, in any number of workers.
 */
export async function runMaintenance(): Promise<void> {
  await enqueueMissing(['received'], (tx, { id }) => enqueue(tx, JOBS.screen, { submission_id: id }))
  await enqueueMissing(['queued', 'running'], (tx, { id, lane, ...place }) =>
    enqueue(tx, jobOfLane(lane ?? 'small'), { submission_id: id }, { priority: priorityOf(place) }),
  )
  await deleteOverLeases()
  await deleteExpiredLimits()
  await deleteExpiredSignIns()
  await askForDueLookups()
  await deleteOldDeliveries()
  await enqueueWaitingWebhooks()
}

const FIELDS = { id: true, lane: true, turn: true, prioritised: true } as const
type Missing = Prisma.SubmissionGetPayload<{ select: typeof FIELDS }>

async function enqueueMissing(
  statuses: ('received' | 'queued' | 'running')[],
  add: (tx: Db, submission: Missing) => Promise<void>,
): Promise<void> {
  for (let after = 0; ;) {
    const page = await db.submission.findMany({
      where: { status: { in: statuses }, id: { gt: after } },
      select: FIELDS,
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    if (page.length === 0) return
    await db.$transaction(async (tx) => {
      for (const submission of page) await add(tx, submission)
    })
    after = page.at(-1)?.id ?? after
  }
}

/** Runs maintenance now and every `everyMs` until the returned function is called. A failed run is retried at the next interval. */
export async function scheduleMaintenance(everyMs: number): Promise<() => Promise<void>> {
  const once = () =>
    runMaintenance().catch((error: unknown) =>
      log('warn', 'could not look for submissions without a job', { error: describeError(error) }),
    )
  let running = once()
  await running
  const timer = setInterval(() => {
    running = running.then(once)
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}
