import type { EditedDemo, Measured, Quantised } from '@/lib/edited-demo/schema'
import type { Bits, Range } from '@/lib/edited-demo/settings'

/** What is done to the weight. */
export const EDITS = ['remove', 'scale', 'round'] as const
export type Edit = (typeof EDITS)[number]

export interface State {
  readonly edit: Edit
  readonly scale: number
  readonly bits: Bits
  readonly group: number
  readonly range: Range
}

/** The figure begins with its point; the other controls wait where theirs is. */
export const START: State = { edit: 'remove', scale: 0.5, bits: 4, group: 10_240, range: 'clipped' }

/** What was measured under the chosen edit. @throws for an edit that was not measured */
export function measuredAt(
  demo: EditedDemo,
  state: State,
): { now: Measured; scale: number | null; rounded: Quantised | null } {
  if (state.edit === 'round') {
    const rounded = demo.quantised.find(
      ({ bits, group, range }) => bits === state.bits && group === state.group && range === state.range,
    )
    if (!rounded) throw new Error('This rounding was not measured.')
    return { now: rounded, scale: null, rounded }
  }
  const scale = state.edit === 'remove' ? 0 : state.scale
  const now = demo.scaled.find((one) => one.scale === scale)
  if (!now) throw new Error('This scale was not measured.')
  return { now, scale, rounded: null }
}
