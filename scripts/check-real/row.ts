/** One quantity as both sides have it. */
export interface Row {
  readonly quantity: string
  readonly pytorch: string
  readonly here: string
  /** Relative; null where both have to be the same. */
  readonly difference: number | null
  /** The largest difference allowed; null where both have to be the same. */
  readonly limit: number | null
  readonly passed: boolean
}

/** Two numbers; their difference is relative to `scale`, PyTorch's own size when absent. */
export function near(
  quantity: string,
  { pytorch, here }: { pytorch: number; here: number },
  limit: number,
  scale = Math.abs(pytorch),
): Row {
  const difference = Math.abs(here - pytorch) / scale
  return { quantity, pytorch: digits(pytorch), here: digits(here), difference, limit, passed: difference <= limit }
}

/** Two series, number by number: the row shows the two that differ most. A missing number fails. */
export function nearAll(
  quantity: string,
  pytorch: readonly number[],
  here: readonly number[],
  limit: number,
  scale?: number,
): Row {
  if (pytorch.length !== here.length || pytorch.length === 0)
    return same(quantity, `${pytorch.length} numbers`, `${here.length} numbers`, false)
  const rows = pytorch.map((value, i) => near(quantity, { pytorch: value, here: here[i] ?? NaN }, limit, scale))
  return rows.reduce((worst, row) => (badness(row) > badness(worst) ? row : worst))
}

/** A difference that is not a number is the worst there is. */
const badness = ({ difference }: Row) => (difference === null || Number.isNaN(difference) ? Infinity : difference)

/** Two things in words that have to be the same. */
export function same(quantity: string, pytorch: string, here: string, passed = pytorch === here): Row {
  return { quantity, pytorch, here, difference: null, limit: null, passed }
}

const seven = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 7 })

/** Seven significant digits; thousands grouped. */
export const digits = (value: number): string => seven.format(value)

/** `3.1e-6`, `0`; where both have to be the same, whether they are. */
export function differenceOf({ difference, passed }: Row): string {
  if (difference === null) return passed ? 'same' : 'differs'
  return difference === 0 ? '0' : difference.toExponential(1)
}

export const limitOf = ({ limit }: Row) => (limit === null ? 'same' : limit.toExponential(0))

/** A row for a terminal. */
export function printed(row: Row): string {
  const { passed, quantity, pytorch, here } = row
  return `${passed ? 'ok  ' : 'FAIL'} ${quantity}\n       PyTorch ${pytorch} | here ${here} | difference ${differenceOf(row)} | limit ${limitOf(row)}`
}
