import { Gate, GateFull } from '@/lib/async/gate'
import { AppError } from '@/lib/http/app-error'

/**
 * Writes that are worked on at a time in one process. Beside 140 connections that read without pause, 64 of them took 22 seconds each on two cores, and 16 take
 * 11 (`npm run bench:overload`); a claim may also wait 8 seconds for its Hub.
 */
export const MAX_WRITES = 64
const RETRY_SECONDS = 5

// On globalThis because Next bundles this module into several chunks: the API and the form share one gate.
const store = globalThis as { superweightsWrites?: Gate }
const gate = () => (store.superweightsWrites ??= new Gate({ slots: MAX_WRITES, waiting: 0 }))

/**
 * Does a write unless too many are being done: then it is refused at once, so that nobody waits for long and reading goes on.
 * @throws AppError 503 `overloaded`; what `work` throws
 */
export async function admitWrite<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await gate().run(work)
  } catch (error) {
    throw error instanceof GateFull ? overloaded() : error
  }
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
