import { closeDb } from '@/lib/db'
import { describeError, messageOf } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { takeSecrets, wipeSecrets } from '@/lib/secrets'
import { retryWhileDown } from './retry-while-down'
import { startWorker, type Worker } from './start-worker'

/** `node --import tsx worker/main.ts`: one worker until it is told to stop. Any number of them may run, on any machines. */

/** Longest wait for a worker that was asked to stop; what it then still holds is noticed by the queue's heartbeat. */
const STOP_MS = 15_000

let worker: Promise<Worker> | null = null
let stopping = false
const told = new AbortController()

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  told.abort(new Error('The worker was told to stop.'))
  log('info', 'stopping', { signal })
  setTimeout(() => leave(1, 'The worker did not stop in time.'), STOP_MS).unref()
  try {
    // One that still waits for its database has nothing to stop.
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
// A database that restarts is waited for: ending would only make its restart more crowded.
worker = retryWhileDown(startWorker, told.signal)
worker.catch((error: unknown) => {
  const sentence = `The worker could not start: ${messageOf(error)}`
  // A database that is down is no riddle; the stack is for those who ask.
  if (!stopping) leave(1, sentence, process.env.DEBUG ? error : undefined)
})
