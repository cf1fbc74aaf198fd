import type { Job, PgBoss } from 'pg-boss'
import { describeError } from '@/lib/errors/describe'
import { printId } from '@/lib/ids'
import { JobPayload, type JobName } from '@/lib/jobs'
import { requeue } from '@/lib/jobs/requeue'
import { log } from '@/lib/log/log'
import { RetryLater, RunStopped } from '../run/run-stopped'

/** A notification announces new jobs immediately; polling finds delayed and requeued ones within seconds. */
const POLL_SECONDS = 2

type Handler = (data: unknown, signal: AbortSignal) => Promise<void>

/** Handles jobs of submissions by their number. */
export const ofSubmission =
  (handle: (id: number, signal: AbortSignal) => Promise<void>): Handler =>
  (data, signal) =>
    handle(JobPayload.parse(data).submission_id, signal)

/** Takes jobs of a queue, `atOnce` at a time, until `stopping` aborts: then those in progress go back to the queue. */
export async function takeJobs(
  boss: PgBoss,
  name: JobName,
  stopping: AbortSignal,
  handle: Handler,
  atOnce = 1,
): Promise<void> {
  await boss.work<object>(
    name,
    {
      batchSize: 1,
      localConcurrency: atOnce,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    },
    async (jobs) => {
      for (const job of jobs) await handleOne(job, stopping, handle)
    },
  )
}

async function handleOne(job: Job<object>, stopping: AbortSignal, handle: Handler): Promise<void> {
  const lost = new AbortController()
  job.signal.addEventListener('abort', () => lost.abort(new RunStopped('claim-lost')))
  try {
    stopping.throwIfAborted()
    await handle(job.data, AbortSignal.any([stopping, lost.signal]))
  } catch (error) {
    if (stopping.aborted) return requeue(job)
    if (lost.signal.aborted) return
    if (!(error instanceof RetryLater))
      log('warn', 'job failed', { job: job.name, ...aboutOf(job.data), error: describeError(error) })
    throw error
  }
}

/** What a job is about, for the log. */
function aboutOf(data: unknown): Readonly<Record<string, unknown>> {
  const submission = JobPayload.safeParse(data)
  return submission.success ? { submission: printId('submission', submission.data.submission_id) } : { ...Object(data) }
}
