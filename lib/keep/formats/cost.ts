import type { Unit } from './tool'

/** Bits that a number costs more in 16 bits than in 4. */
const EXTRA_BITS = 16 - 4

/** What keeping costs beside 4 bits everywhere. */
export interface Cost {
  /** More bytes in the quantised model. */
  readonly bytes: number
  /** More bits per weight, averaged over the whole model; null where the number of its parameters is unknown. */
  readonly bits_per_weight: number | null
}

/** What keeping the units in 16 bits instead of 4 costs; null where the size of one is unknown. */
export function costOf(units: readonly Unit[], parameters: number | null): Cost | null {
  let elements = 0
  for (const unit of units) {
    if (unit.elements === null) return null
    elements += unit.elements
  }
  const bits = elements * EXTRA_BITS
  return { bytes: Math.ceil(bits / 8), bits_per_weight: parameters === null ? null : bits / parameters }
}
