import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/log/log'
import { isDatabaseDown } from '@/lib/http/unavailable'

/** How long a run waits for a restarting database: crash recovery takes a minute or two. After that the queue's retries take over. */
const MAX_WAIT_MS = 10 * 60_000
/** Waits double from the first to the last. */
const FIRST_WAIT_MS = 250
const LAST_WAIT_MS = 5_000

/** What is waited for. */
export interface Down {
  isDown(error: unknown): boolean
  /** For the log: "the database". */
  readonly what: string
  readonly maxWaitMs?: number
}

const DATABASE: Down = { isDown: isDatabaseDown, what: 'the database' }

/**
 * Calls `act` until the database, or what else it needs, can be reached: a restart must not cost a run its measurements. `act` may run again after it succeeded,
 * when only the answer was lost.
 * @throws what `act` threw, when that is another error or the time is up; the signal's reason when aborted
 */
export async function retryWhileDown<T>(
  act: () => Promise<T>,
  signal: AbortSignal,
  { isDown, what, maxWaitMs = MAX_WAIT_MS }: Down = DATABASE,
): Promise<T> {
  const end = Date.now() + maxWaitMs
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LAST_WAIT_MS)) {
    try {
      return await act()
    } catch (error) {
      if (!isDown(error) || Date.now() > end) throw error
      log('warn', `${what} cannot be reached; trying again`, { wait_ms: wait })
    }
    await pause(wait, signal)
  }
}

/** @throws the signal's reason when aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
}
