import { once } from 'node:events'
import { closeDb } from '@/lib/db'
import type { Lane } from '@/lib/jobs/lanes'
import { retryWhileDown } from '../run/retry-while-down'
import type { VerifyOptions } from '../run/verify-job'
import { startRunWorker } from './start-run-worker'

/** Takes runs by the database until `signal` aborts. Waits for a database that is down, as a restart would only add load to its own. */
export async function workByDatabase(
  lanes: readonly Lane[],
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<void> {
  const stop = await retryWhileDown(() => startRunWorker(lanes, options), signal)
  if (!signal.aborted) await once(signal, 'abort')
  await stop()
  await closeDb()
}
