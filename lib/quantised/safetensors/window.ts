/** Indices `from` (inclusive) to `to` (exclusive). */
export interface Window {
  readonly from: number
  readonly to: number
}

/** The part of `all` that is `room` long at most, at least 1, with `index` as near to its middle as `all` allows. */
export function windowAround(index: number, all: Window, room: number): Window {
  const length = Math.min(all.to - all.from, Math.max(1, Math.floor(room)))
  const from = Math.min(Math.max(all.from, index - Math.floor(length / 2)), all.to - length)
  return { from, to: from + length }
}
