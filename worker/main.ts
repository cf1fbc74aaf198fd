import { closeDb } from '@/lib/db'
import { describeError, messageOf } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { takeSecrets, wipeSecrets } from '@/lib/secrets'
import { retryWhileDown } from './run/retry-while-down'
import { startWorker, type Worker } from './start-worker'

/** `node --import tsx worker/main.ts`: runs one worker until a stop signal. Any number of workers may run, on any machines. */

/** Longest wait for a stopping worker; the queue's heartbeat detects jobs that it still holds. */
const STOP_MS = 15_000

let worker: Promise<Worker> | null = null
let stopping = false
const told = new AbortController()

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  told.abort(new Error('The worker received a stop signal.'))
  log('info', 'stopping', { signal })
  setTimeout(() => leave(1, 'The worker did not stop in time.'), STOP_MS).unref()
  try {
    // A worker that is still waiting for its database has nothing to stop.
    await (await worker?.catch(() => null))?.stop()
    await closeDb()
    process.exit(0)
  } catch (error) {
    leave(1, 'The worker could not stop cleanly.', error)
  }
}

function leave(code: number, sentence: string, error?: unknown): void {
  log('error', sentence, error === undefined ? {} : { error: describeError(error) })
  process.exit(code)
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void stop(name))

if (!wipeSecrets())
  log(
    'warn',
    'other processes of this user can read the secrets of this worker: start it with npm start (docs/decisions/016)',
    {},
  )
takeSecrets()
// Wait for a restarting database: exiting would only add load to its restart.
worker = retryWhileDown(() => startWorker(), told.signal)
worker.catch((error: unknown) => {
  const sentence = `The worker could not start: ${messageOf(error)}`
  // For a database that is down the message is enough; the stack is printed on request.
  if (!stopping) leave(1, sentence, process.env.DEBUG ? error : undefined)
})
