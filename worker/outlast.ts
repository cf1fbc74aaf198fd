import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/log/log'
import { isDatabaseDown } from '@/lib/http/unavailable'

/** How long a run waits for a database that restarts: recovery after a crash takes a minute or two; after this the queue's retries go on waiting. */
const PATIENCE_MS = 10 * 60_000
/** The waits double from the first to the last. */
const FIRST_WAIT_MS = 250
const LAST_WAIT_MS = 5_000

/**
 * Calls `act` until the database is there for it. A restart must not cost a run what it has measured. `act` may be called again after it has been done, when
 * only the answer was lost.
 * @throws what `act` threw, when it is something else or the patience is over; the signal's reason when aborted
 */
export async function outlast<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const end = Date.now() + PATIENCE_MS
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LAST_WAIT_MS)) {
    try {
      return await act()
    } catch (error) {
      if (!isDatabaseDown(error) || Date.now() > end) throw error
      log('warn', 'the database is away; trying again', { wait_ms: wait })
    }
    await pause(wait, signal)
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
}
