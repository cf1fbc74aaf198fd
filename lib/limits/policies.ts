import { env } from '@/lib/env'

/** A quota within a window, counted per key. */
export interface Policy {
  /** Its name in the headers `RateLimit` and `RateLimit-Policy`. */
  readonly name: string
  readonly quota: number
  readonly windowSeconds: number
}

const HOUR = 3_600
const DAY = 24 * HOUR

/**
 * Writes per account and per address. A paper's list of coordinates is tens of claims, and a worker verifies a few dozen small models per hour: nobody
 * needs more than 120 per hour. An address may be a university's: it gets twice that.
 */
export function writePolicies(): { readonly account: Policy; readonly address: Policy } {
  const { WRITES_PER_HOUR, WRITES_PER_HOUR_ADDRESS } = env()
  return {
    account: { name: 'writes-account', quota: WRITES_PER_HOUR, windowSeconds: HOUR },
    address: { name: 'writes-address', quota: WRITES_PER_HOUR_ADDRESS, windowSeconds: HOUR },
  }
}

/**
 * New submissions per account. A worker verifies a few dozen small models an hour, about a thousand a day: no account needs more than a fifth of that.
 * Dry runs, and claims that are known or joined, cost no run and do not count.
 */
export function submissionPolicy(): Policy {
  return { name: 'submissions-account', quota: env().SUBMISSIONS_PER_DAY, windowSeconds: DAY }
}
