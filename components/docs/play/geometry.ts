/** Positions on the figure's plots, across in percent and down in pixels: what d3 would give, without its 15 kB in the browser. */

/** Height of a plot's field in pixels, without its axis. */
export const HEIGHT = 180

/** Space above the field for its highest number. */
const TOP = 18

/** Left margin for the numbers of the grid lines, right margin for half of the last label, in percent. */
const [LEFT, RIGHT] = [9, 95]

/** Perplexities up to here are drawn; none measured is higher. */
const MOST = 100

export const PERPLEXITY_TICKS = [1, 10, 100] as const

/** Position `i` of `count`, the first and the last at the margins. */
export const across = (i: number, count: number): number => LEFT + ((RIGHT - LEFT) * i) / (count - 1)

/** A perplexity on a log axis from 1: height is mean loss. */
export const perplexityY = (p: number): number =>
  HEIGHT - ((HEIGHT - TOP) * Math.log(Math.min(Math.max(p, 1), MOST))) / Math.log(MOST)

/** A value on an axis from 0 to `most`. */
export const valueY = (value: number, most: number): number => HEIGHT - ((HEIGHT - TOP) * value) / most
