import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { AppError } from '@/lib/errors/app-error'
import { readOnlyProblem } from './read-only'
import { transactions } from './transactions'

/** Writes in progress at a time in one process: sixty claims that arrive at once are accepted, and most of them wait for a reading slot. */
export const MAX_WRITES = 64
/** A write that would wait longer than this for its transaction is refused: retrying later is better than waiting. */
const LONGEST_MS = 2_500
const RETRY_SECONDS = 5

// On globalThis because Next bundles this module into several chunks: the API and the form share one limit.
const store = globalThis as { superweightsWrites?: Semaphore }
const gate = () => (store.superweightsWrites ??= new Semaphore({ slots: MAX_WRITES, waiting: 0 }))

/**
 * Runs a write unless too many are in progress: then it is refused immediately, so that nobody waits for long and reading stays possible.
 * @throws AppError 503 `read-only` or `overloaded`; what `work` throws
 */
export async function admitWrite<T>(work: () => Promise<T>): Promise<T> {
  const readOnly = readOnlyProblem()
  if (readOnly) throw readOnly
  try {
    return await gate().run(work)
  } catch (error) {
    throw error instanceof SemaphoreFull ? overloaded() : error
  }
}

/**
 * Whether one more write, behind `inHand` others, would wait too long for its transaction: under load a transaction takes several times longer than alone.
 */
export function tooManyWrites(inHand: number): boolean {
  return transactions().expectedMs(inHand) > LONGEST_MS
}

/** The error for a write that is one too many. */
export function overloaded(): AppError {
  return new AppError({
    status: 503,
    code: 'overloaded',
    detail: `Too many writes are in progress. Nothing was done; send this again in ${RETRY_SECONDS} seconds.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
