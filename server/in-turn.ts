import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { AppError } from '@/lib/errors/app-error'
import { unlessFrozen } from '@/lib/pulse'

/**
 * Answers to readers that are made at a time. Everything that is awaited comes back only after the others have had their turn: beside 140 at once, a write of
 * seventy steps took 20 seconds. Three keep a core and the database busy.
 */
const AT_A_TIME = 3
/** An answer takes about 10 ms: the last of these waits for a few seconds, and whoever comes then would not stay. */
const WAITING = 512
const RETRY_SECONDS = 5

const turns = new Semaphore({ slots: AT_A_TIME, waiting: WAITING })

/**
 * Makes an answer when its turn has come; it is to be in memory then, so that a slow client keeps no place.
 * @throws AppError 503 `overloaded` at once, when too many wait; DatabaseFrozen, also while waiting; what `make` throws
 */
export async function inTurn<T>(make: () => Promise<T>): Promise<T> {
  let awaited = true
  const turn = () => (awaited ? make() : Promise.reject(new Error('Nobody waits for this any more.')))
  try {
    return await unlessFrozen(() => turns.run(turn))
  } catch (error) {
    throw error instanceof SemaphoreFull ? tooManyReaders() : error
  } finally {
    awaited = false
  }
}

function tooManyReaders(): AppError {
  return new AppError({
    status: 503,
    code: 'overloaded',
    detail: `Too many readers are waiting for an answer at the moment. Ask again in ${RETRY_SECONDS} seconds.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
