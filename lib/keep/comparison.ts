import type { Comparison } from './answers/schema'

/** A number as a checkpoint stores it; null where nobody has read it. */
export interface Stored {
  readonly value: number | null
  readonly bits: string | null
  readonly dtype: string | null
}

/** Below this share of the base's value a weight counts as gone: what a super weight does shrinks with it. */
const GONE = 0.01

/** What a stored number is to that of the base model; null where one of them is not known. */
export function comparisonOf(here: Stored, base: Stored): Comparison | null {
  if (here.value === null || base.value === null) return null
  if (here.bits === base.bits && here.dtype === base.dtype) return 'same-bits'
  if (here.value === base.value) return 'same-value'
  return Math.abs(here.value / base.value) < GONE ? 'gone' : 'drifted'
}

/** A change as a percentage with two digits: 0.036 is `+3.6 %`. */
export const percent = (change: number): string => `${change > 0 ? '+' : ''}${Number((100 * change).toPrecision(2))} %`
