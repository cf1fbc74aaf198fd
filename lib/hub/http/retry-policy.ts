import { setTimeout as sleep } from 'node:timers/promises'
import { HubError } from '../errors/hub-error'

/** How long and how often to try one request. Times in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  /** Until the headers of the answer are there. */
  readonly responseMs: number
  /** Between two pieces of a body. */
  readonly idleMs: number
}

/** For the worker: a Hub outage of minutes should not discard an hour of work. */
export const PATIENT: RetryPolicy = {
  attempts: 7,
  firstWaitMs: 500,
  longestWaitMs: 60_000,
  responseMs: 30_000,
  idleMs: 30_000,
}
/** For a page or an API call somebody waits for: the queue retries later. */
export const HURRIED: RetryPolicy = {
  attempts: 2,
  firstWaitMs: 200,
  longestWaitMs: 1_000,
  responseMs: 8_000,
  idleMs: 8_000,
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the attempts are used up. Between attempts it waits a random time
 * below an exponentially growing bound ("full jitter": many workers do not come back in step), or as long as the Hub asked.
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      const wait = waitAfter(error, tried, policy)
      if (wait === null) throw error
      // The timer's own AbortError is not the caller's abort reason.
      await sleep(wait, undefined, { signal }).catch(() => signal?.throwIfAborted())
    }
  }
}

/** Milliseconds to wait after failure number `tried`, or null to give up. */
export function waitAfter(error: unknown, tried: number, policy: RetryPolicy): number | null {
  if (!(error instanceof HubError) || error.permanent || tried >= policy.attempts) return null
  // The Hub asks for a longer pause than a worker should block: the caller's queue can wait instead.
  if (error.retryAfterMs !== null) return error.retryAfterMs <= policy.longestWaitMs ? error.retryAfterMs : null
  return Math.random() * Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** (tried - 1))
}

/** `Retry-After` in milliseconds from now (RFC 9110: seconds or a date), or undefined when absent or not understood. */
export function retryAfterOf(value: string | null, now = Date.now()): number | undefined {
  if (value === null) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
