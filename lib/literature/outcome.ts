import { VERIFIED_FROM } from '@/lib/weights/schema'

/** What became of a claim about a coordinate or a set. */
export const OUTCOMES = ['verified', 'not_confirmed', 'disputed', 'not_checked', 'withdrawn'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What a claim's record says of it. */
export interface Checked {
  /** Whether the record was withdrawn. */
  readonly withdrawn: boolean
  readonly level: number
  /** Whether a report of a run covers it. */
  readonly measured: boolean
  /** Whether another source gives another coordinate in its place. */
  readonly contradicted: boolean
  /** The claim is that it is not a super weight. */
  readonly negative: boolean
}

/**
 * Verified: a run here bore the claim out, a negative one where the run found no super weight. Not confirmed: a run did not. Without a run: disputed where another
 * source contradicts it, else not checked. What was measured of a withdrawn record no longer counts.
 */
export function outcomeOf({ level, measured, contradicted, negative, withdrawn }: Checked): Outcome {
  if (withdrawn) return 'withdrawn'
  if (measured) return level >= VERIFIED_FROM !== negative ? 'verified' : 'not_confirmed'
  return contradicted ? 'disputed' : 'not_checked'
}
