import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { AppError } from '@/lib/errors/app-error'
import { transactions } from './transactions'

/** Writes in hand at a time in one process: sixty claims that arrive at once are taken, most of them to wait for their turn to be read. */
export const MAX_WRITES = 64
/** A write that would be answered later than this is refused: whoever sends it does better to come again than to wait. */
const LONGEST_MS = 5_000
const RETRY_SECONDS = 5

// On globalThis because Next bundles this module into several chunks: the API and the form share one gate.
const store = globalThis as { superweightsWrites?: Semaphore }
const gate = () => (store.superweightsWrites ??= new Semaphore({ slots: MAX_WRITES, waiting: 0 }))

/**
 * Does a write unless too many are being done: then it is refused at once, so that nobody waits for long and reading goes on.
 * @throws AppError 503 `overloaded`; what `work` throws
 */
export async function admitWrite<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await gate().run(work)
  } catch (error) {
    throw error instanceof SemaphoreFull ? overloaded() : error
  }
}

/**
 * Whether one more write, behind `inHand` others, would wait too long for its transaction: under load a transaction takes several times what it takes alone.
 */
export function tooManyWrites(inHand: number): boolean {
  return transactions().expectedMs(inHand) > LONGEST_MS
}

/** What a write is told that would be one too many. */
export function overloaded(): AppError {
  return new AppError({
    status: 503,
    code: 'overloaded',
    detail: `Too many writes are being worked on at the moment. Nothing was done; send this again in ${RETRY_SECONDS} seconds.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
