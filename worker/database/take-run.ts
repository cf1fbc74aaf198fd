import { startRun } from '@/lib/intake/run'
import { printId } from '@/lib/ids'
import { log } from '@/lib/log/log'
import { runVerifyJob, type VerifyOptions } from '../run/verify-job'
import { BY_DATABASE } from './registry'

/**
 * One run of a submission whose job this worker holds.
 * @throws RetryLater when the job must be retried; RunStopped `stopping` when `signal` aborts: the submission is then back in the queue
 */
export async function takeRun(id: number, options: VerifyOptions, signal: AbortSignal): Promise<void> {
  const order = await BY_DATABASE.persist(() => startRun(id), signal)
  if (order === null) return log('info', 'nothing to run', { submission: printId('submission', id) })
  await runVerifyJob(order, BY_DATABASE, options, signal)
}
