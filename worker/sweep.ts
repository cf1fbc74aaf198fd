import { db } from '@/lib/db'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { JOBS, type JobName } from '@/lib/jobs'
import { enqueue } from '@/lib/jobs/queue'
import { deleteExpiredLimits } from '@/lib/limits/delete-expired'

/** Sends the jobs of this many submissions in one transaction. */
const BATCH = 100

/**
 * Removes what limits need no more, and gives a job to every submission that waits or runs and has none: after a restored backup, a queue emptied by hand, a job that used up its
 * tries. A submission that has a job keeps that one (the queues are `exclusive`), so that this may run at any time, in any number of workers.
 */
export async function sweep(): Promise<void> {
  await sweepStatus(['received'], JOBS.screen)
  await sweepStatus(['queued', 'running'], JOBS.verify)
  await deleteExpiredLimits()
}

async function sweepStatus(statuses: ('received' | 'queued' | 'running')[], job: JobName): Promise<void> {
  for (let after = 0; ;) {
    const page = await db.submission.findMany({
      where: { status: { in: statuses }, id: { gt: after } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    if (page.length === 0) return
    await db.$transaction(async (tx) => {
      for (const { id } of page) await enqueue(tx, job, { submission_id: id })
    })
    after = page.at(-1)?.id ?? after
  }
}

/** Sweeps now and every `everyMs` until the returned function is called. A sweep that fails is tried again at the next turn. */
export async function keepSweeping(everyMs: number): Promise<() => Promise<void>> {
  const once = () =>
    sweep().catch((error: unknown) =>
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
