import { jobOfLane, type Lane } from '@/lib/jobs/lanes'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { log } from '@/lib/log/log'
import { RunStopped } from '../run/run-stopped'
import type { VerifyOptions } from '../run/verify-job'
import { ofSubmission, takeJobs } from './take-jobs'
import { takeRun } from './take-run'

/**
 * Takes runs by the database, in the role `superweights_worker` or one with more rights: nothing else that the registry's own worker does, and nothing that
 * changes tables. Returns a function that stops it: the current runs go back to the queue.
 */
export async function startRunWorker(lanes: readonly Lane[], options: VerifyOptions): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  const boss = await queue({ guest: true })
  const jobs = lanes.map(jobOfLane)
  for (const job of jobs)
    await takeJobs(
      boss,
      job,
      stopping.signal,
      ofSubmission((id, signal) => takeRun(id, options, signal)),
    )
  log('info', 'worker ready', { pid: process.pid, lanes })
  return async () => {
    // As in start-worker.ts: no polling once jobs go back.
    const drained = jobs.map((job) => boss.offWork(job, { wait: true }))
    stopping.abort(new RunStopped('stopping'))
    await Promise.all(drained)
    await closeQueue()
    log('info', 'worker stopped', { pid: process.pid })
  }
}
