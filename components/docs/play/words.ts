import { readable, times } from '@/components/text/format'
import type { Measured, Quantised } from '@/lib/edited-demo/schema'
import type { Range } from '@/lib/edited-demo/settings'

/** How a range is chosen, as the figure says it. */
export const RANGE_WORDS: Readonly<Record<Range, string>> = {
  largest: 'up to the largest weight',
  clipped: 'without the largest 1 %',
  apart: 'up to the largest of the others; this one stays in 16 bits',
}

/** The same on a plot. */
export const RANGE_LABELS: Readonly<Record<Range, string>> = {
  largest: 'up to the largest',
  clipped: 'clipped',
  apart: 'this weight kept',
}

/** Weights that share a step. */
export function groupWords(group: number, [rows, columns]: readonly [number, number]): string {
  if (group === rows * columns) return 'the whole matrix'
  return group === columns ? `a row, ${group}` : String(group)
}

/** What an edit did, in one sentence. */
export function outcome({ perplexity, ratio }: Measured, intact: number): string {
  return `Perplexity ${readable(perplexity)}, ${times(ratio)} that of the intact model (${readable(intact)}).`
}

/** What rounding stores in place of the weight. */
export function storedWords({ stored, step, zeroed }: Quantised, value: number): string {
  const became =
    Math.abs(stored / value - 1) < 0.001 ? 'The weight stays' : `The weight becomes ${readable(stored)} instead of`
  return `${became} ${readable(value)}; its group has steps of ${readable(step)}. Of all other weights of the matrix, ${percent(zeroed)} become 0.`
}

/** 99.8 % is not 100 %. */
export function percent(share: number): string {
  const hundredths = share > 0.99 && share < 1 ? Math.floor(share * 1000) / 10 : Math.round(share * 100)
  return `${hundredths} %`
}
