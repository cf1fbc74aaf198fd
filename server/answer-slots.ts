import { type Aside, withAside } from '@/lib/arrival/aside'
import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { AppError } from '@/lib/errors/app-error'
import { unlessFrozen } from '@/lib/database-health'

/**
 * Answers to readers that are made at a time. Every `await` resumes only after all other pending work: beside 140 answers at once, a write of
 * seventy steps took 20 seconds (a claim now takes about thirty). Three keep a core and the database busy.
 */
const AT_A_TIME = 3
/** An answer takes about 10 ms: the last in line waits a few seconds, and nobody would wait longer. */
const WAITING = 512
const RETRY_SECONDS = 5

const slots = new Semaphore({ slots: AT_A_TIME, waiting: WAITING })

/**
 * Makes an answer when a slot is free. It must be complete in memory, so that a slow client holds no slot; while it waits for the Hub (`aside`) it holds none either.
 * @throws AppError 503 `overloaded` immediately when too many are waiting; DatabaseFrozen, also while waiting; what `make` throws
 */
export async function withAnswerSlot<T>(make: () => Promise<T>): Promise<T> {
  let awaited = true
  const inSlot = (aside: Aside) =>
    awaited ? withAside(aside, make) : Promise.reject(new Error('The client no longer waits for this answer.'))
  try {
    return await unlessFrozen(() => slots.run(inSlot))
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
    detail: `Too many requests are waiting at the moment. Try again in ${RETRY_SECONDS} seconds.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
