import type { Job, PgBoss } from 'pg-boss'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { printId } from '@/lib/ids'
import { JOBS, JobPayload, type JobName } from '@/lib/jobs'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { screenSubmission } from '@/lib/intake/screen'
import { corpusOf } from '@/verifier/run/corpus'
import { verifierCommand } from './child/command'
import { canIsolate } from './child/isolation'
import { VERIFIER_HEAP_MB, VERIFIER_LIMITS } from './child/limits'
import { requeue } from './requeue'
import { RunStopped, RetryLater } from './run-stopped'
import { keepSweeping } from './sweep'
import { runVerifyJob, type VerifyOptions } from './verify-job'

export interface WorkerOptions extends VerifyOptions {
  /** How often submissions without a job are looked for. */
  readonly sweepMs: number
}

export const WORKER_DEFAULTS: WorkerOptions = {
  command: verifierCommand(VERIFIER_HEAP_MB),
  limits: VERIFIER_LIMITS,
  // Two windows give no useful interval: what is accepted here rests on sixteen (docs/decisions/006).
  grade: 'standard',
  corpusOf,
  sweepMs: 60_000,
}

export interface Worker {
  /** Stops taking jobs, gives back the ones in hand and resolves when nothing of them runs any more. */
  stop(): Promise<void>
}

/** A notification brings new jobs at once; this finds those whose delay is over, and those given back, in seconds. */
const POLL_SECONDS = 2

/** Takes jobs of both queues, one of each at a time, until stopped. Rejects when the database cannot be reached. */
export async function startWorker(options: WorkerOptions = WORKER_DEFAULTS): Promise<Worker> {
  const stopping = new AbortController()
  const boss = await queue({ tends: true })
  const endSweeps = await keepSweeping(options.sweepMs)
  await take(boss, JOBS.screen, stopping.signal, screenSubmission)
  await take(boss, JOBS.verify, stopping.signal, (id, signal) => runVerifyJob(id, options, signal))
  if (!canIsolate())
    log(
      'warn',
      'the verifier can look at this worker: this machine lets its user make no namespaces (docs/decisions/016)',
      {},
    )
  log('info', 'worker ready', { pid: process.pid })
  return {
    stop: async () => {
      // Polling ends before the jobs are given back: this worker would take them again.
      const drained = [JOBS.screen, JOBS.verify].map((job) => boss.offWork(job, { wait: true }))
      stopping.abort(new RunStopped('stopping'))
      await Promise.all([...drained, endSweeps()])
      await closeQueue()
      log('info', 'worker stopped', { pid: process.pid })
    },
  }
}

type Handler = (id: number, signal: AbortSignal) => Promise<void>

async function take(boss: PgBoss, name: JobName, stopping: AbortSignal, handle: Handler): Promise<void> {
  await boss.work<JobPayload>(
    name,
    { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS },
    async (jobs) => {
      for (const job of jobs) await handleOne(job, stopping, handle)
    },
  )
}

async function handleOne(job: Job<JobPayload>, stopping: AbortSignal, handle: Handler): Promise<void> {
  const { submission_id: id } = JobPayload.parse(job.data)
  const lost = new AbortController()
  job.signal.addEventListener('abort', () => lost.abort(new RunStopped('claim-lost')))
  try {
    stopping.throwIfAborted()
    await handle(id, AbortSignal.any([stopping, lost.signal]))
  } catch (error) {
    if (stopping.aborted) return requeue(job)
    if (lost.signal.aborted) return
    if (!(error instanceof RetryLater))
      log('warn', 'job failed', { job: job.name, submission: printId('submission', id), error: describeError(error) })
    throw error
  }
}
