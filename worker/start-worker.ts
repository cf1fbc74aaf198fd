import { log } from '@/lib/log/log'
import { runLookup } from '@/lib/descendants/run'
import { env } from '@/lib/env'
import { jobOfLane, type Lane } from '@/lib/jobs/lanes'
import { JOBS, ModelPayload } from '@/lib/jobs'
import { grantWorkerRights } from '@/lib/jobs/grant-worker-rights'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { RUN_GRADE } from '@/lib/intake/run-grade'
import { screenSubmission } from '@/lib/intake/screen'
import { corpusOf } from '@/verifier/run/corpus'
import { verifierCommand } from './child/command'
import { canIsolate } from './child/isolation'
import { VERIFIER_HEAP_MB, VERIFIER_LIMITS } from './child/limits'
import { ofSubmission, takeJobs } from './database/take-jobs'
import { takeRun } from './database/take-run'
import { RunStopped } from './run/run-stopped'
import { scheduleMaintenance } from './maintenance'
import type { VerifyOptions } from './run/verify-job'
import { followWebhooks, runWebhookJob } from './webhooks'

export interface WorkerOptions extends VerifyOptions {
  /** Interval of the search for submissions without a job. */
  readonly maintenanceMs: number
  /** The lanes it serves: one run of each at a time, so that a large model never holds a small one. */
  readonly lanes: readonly Lane[]
}

export const WORKER_DEFAULTS: Omit<WorkerOptions, 'lanes'> = {
  command: verifierCommand(VERIFIER_HEAP_MB),
  limits: VERIFIER_LIMITS,
  grade: RUN_GRADE,
  corpusOf,
  maintenanceMs: 60_000,
}

export interface Worker {
  /** Stops taking jobs, requeues the current ones and resolves when none of them is running any more. */
  stop(): Promise<void>
}

/** Takes jobs of all queues until stopped, one of each at a time, of webhooks a few. Rejects when the database cannot be reached. */
export async function startWorker(given: Partial<WorkerOptions> = {}): Promise<Worker> {
  const options = { lanes: env().WORKER_LANES, ...WORKER_DEFAULTS, ...given }
  const stopping = new AbortController()
  const boss = await queue({ tends: true })
  await grantWorkerRights()
  const endMaintenance = await scheduleMaintenance(options.maintenanceMs)
  await takeJobs(boss, JOBS.screen, stopping.signal, ofSubmission(screenSubmission))
  const runs = options.lanes.map(jobOfLane)
  for (const job of runs)
    await takeJobs(
      boss,
      job,
      stopping.signal,
      ofSubmission((id, signal) => takeRun(id, options, signal)),
    )
  await takeJobs(boss, JOBS.descendants, stopping.signal, (data, signal) =>
    runLookup(ModelPayload.parse(data).model_id, signal),
  )
  await takeJobs(boss, JOBS.webhook, stopping.signal, runWebhookJob, WEBHOOKS_AT_ONCE)
  const endFollowing = await followWebhooks()
  if (!canIsolate())
    log(
      'warn',
      'the verifier can see this worker: this machine does not allow its user to create namespaces (docs/decisions/016)',
      {},
    )
  log('info', 'worker ready', { pid: process.pid })
  return {
    stop: async () => {
      // Polling stops before jobs are requeued: otherwise this worker would take them again.
      const drained = [JOBS.screen, ...runs, JOBS.descendants, JOBS.webhook].map((job) =>
        boss.offWork(job, { wait: true }),
      )
      stopping.abort(new RunStopped('stopping'))
      await Promise.all([...drained, endMaintenance(), endFollowing()])
      await closeQueue()
      log('info', 'worker stopped', { pid: process.pid })
    },
  }
}

/** Webhooks wait for other people's servers, which costs nothing here: a slow one must not hold the others. */
const WEBHOOKS_AT_ONCE = 4
