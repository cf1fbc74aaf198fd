import { scaleLinear, scaleLog } from '@visx/scale'

/** Where a plot's data lie, in percent of its width: room at the left for values on the rules, at the right for the last point. */
const LEFT = 11
const RIGHT = 96

/** Layers across a plot, in percent of its width. */
export function layerScale(layers: number): (layer: number) => number {
  const scale = scaleLinear<number>({ domain: [0, Math.max(1, layers - 1)], range: [LEFT, RIGHT] })
  return (layer) => round(scale(layer))
}

/** Values up a plot from zero, in pixels from its top, with about four round ticks. */
export function valueScale(largest: number, height: number): { y: (value: number) => number; ticks: number[] } {
  const scale = scaleLinear<number>({ domain: [0, largest > 0 ? largest : 1], range: [height, TOP], nice: 3 })
  return { y: (value) => round(scale(value)), ticks: scale.ticks(3) }
}

/** Room above the highest rule for its number and for a label on the highest point. */
const TOP = 22

/**
 * Perplexities along a log axis from 1, in percent of the width: perplexity is never under 1, so a bar's length is
 * the mean loss, which is what a log axis should show.
 */
export function perplexityScale(largest: number): { x: (perplexity: number) => number; ticks: number[] } {
  const top = Math.max(10, largest * 1.05)
  const scale = scaleLog<number>({ domain: [1, top], range: [0, BAR_END] })
  const ticks = [1, 2, 5, 10, 100, 1_000, 10_000, 100_000, 1e6, 1e9].filter(
    (tick) => tick <= top && (tick >= 10 || tick === 1 || top <= 50),
  )
  return { x: (perplexity) => round(scale(Math.min(Math.max(perplexity, 1), top))), ticks }
}

/** How far the longest bar goes, in percent: its number stands behind it. */
const BAR_END = 80

const round = (x: number) => Math.round(x * 100) / 100
