import { scaleLinear, scaleLog } from '@visx/scale'

/** The horizontal range of a plot's data, in percent of its width: the left margin holds the values of the grid lines, the right one the last point. */
const LEFT = 11
const RIGHT = 96

/** Layer number to horizontal position, in percent of the width. */
export function layerScale(layers: number): (layer: number) => number {
  const scale = scaleLinear<number>({ domain: [0, Math.max(1, layers - 1)], range: [LEFT, RIGHT] })
  return (layer) => round(scale(layer))
}

/** Value, from zero, to vertical position in pixels from the top, with about four round ticks. */
export function valueScale(largest: number, height: number): { y: (value: number) => number; ticks: number[] } {
  const scale = scaleLinear<number>({ domain: [0, largest > 0 ? largest : 1], range: [height, TOP], nice: 3 })
  return { y: (value) => round(scale(value)), ticks: scale.ticks(3) }
}

/** Space above the highest grid line for its number and the label of the highest point. */
const TOP = 22

/**
 * Perplexity to horizontal position on a log axis from 1, in percent of the width. Perplexity is never below 1, so
 * a bar's length is the mean loss.
 * @param behind characters of the longest number that stands behind a bar
 */
export function perplexityScale(largest: number, behind = 0): { x: (perplexity: number) => number; ticks: number[] } {
  const top = Math.max(10, largest * 1.05)
  const scale = scaleLog<number>({ domain: [1, top], range: [0, barEnd(behind)] })
  return {
    x: (perplexity) => round(scale(Math.min(Math.max(perplexity, 1), top))),
    ticks: perplexityTicks(top).filter((tick) => tick <= top),
  }
}

/** Ticks of a log axis of perplexities: what fits a narrow screen side by side. */
export function perplexityTicks(top: number): readonly number[] {
  if (top <= 50) return [1, 2, 5, 10]
  return top < FAR ? [1, 10, 100, 1_000, 10_000] : [1, 1_000, 1e6, 1e9]
}

/** From here on every power of ten is too many. */
const FAR = 100_000

/** How far the longest bar goes, in percent: its number stands behind it, on a plot 320 pixels wide too. */
function barEnd(behind: number): number {
  const CHARACTER = 8
  return Math.min(MAX_BAR_END, 100 - (100 * CHARACTER * (behind + 1)) / NARROW)
}
const MAX_BAR_END = 74
const NARROW = 320

const round = (x: number) => Math.round(x * 100) / 100
