import { floatFormat, roundToDtype } from '@/lib/numbers/formats'

/** Published values are often cut to a few digits ("0.6323" for an fp16 of 0.63232...); fewer than 3 say too little. */
const MIN_DIGITS = 3
/** Digits after which every double's decimal expansion that matters here has been written out; the most that `toPrecision` takes. */
const ALL_DIGITS = 100

/** Formats that a checkpoint is loaded in: whoever publishes a value has read it in one of them. */
const LOADED_AS = ['F32', 'F16', 'BF16'] as const

/** By which reading a claimed value is the stored one. */
export interface ValueMatch {
  /** The format it was read in: that of the file, or one that the checkpoint was loaded in. */
  readonly dtype: string
  /** All of it, or its first digits: the last one rounded, or the rest cut off. */
  readonly digits: 'all' | 'rounded' | 'cut'
}

/**
 * How a claimed value names the stored one: it is the stored scalar, as stored or in a format that the checkpoint may have been
 * loaded in, whole or printed with at least three significant digits. Null when it is another value.
 */
export function matchOf(claimed: number, stored: number, dtype: string): ValueMatch | null {
  if (Object.is(roundToDtype(claimed, dtype), stored) || claimed === stored) return { dtype, digits: 'all' }
  const count = digitsOf(claimed)
  if (count < MIN_DIGITS || !Number.isFinite(stored)) return null
  // The file's own format first: it needs the least explaining.
  for (const format of [dtype, ...LOADED_AS.filter((other) => other !== dtype)]) {
    const digits = printedAs(claimed, roundToDtype(stored, format), count)
    if (digits !== null) return { dtype: format, digits }
  }
  return null
}

/** Whether a claimed value names the stored one. */
export function matchesStored(claimed: number, stored: number, dtype: string): boolean {
  return matchOf(claimed, stored, dtype) !== null
}

/** The same in words, for people: "as float16", "as stored, cut to 4 digits". */
export function describeMatch(claimed: number, { dtype, digits }: ValueMatch, stored: string): string {
  const format = dtype === stored ? 'as stored' : `read as ${floatFormat(dtype)?.name ?? dtype}`
  return digits === 'all' ? format : `${format}, ${digits} to ${digitsOf(claimed)} digits`
}

function printedAs(claimed: number, value: number, count: number): ValueMatch['digits'] | null {
  if (claimed === value) return 'all'
  if (!Number.isFinite(value)) return null
  if (Number(value.toPrecision(Math.min(count, ALL_DIGITS))) === claimed) return 'rounded'
  return cutTo(value, count) === claimed ? 'cut' : null
}

/** The first digits of a value's exact decimal expansion. */
function cutTo(value: number, count: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential(ALL_DIGITS).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return Number(`${whole}.${fraction.slice(0, count - 1)}e${exponent}`)
}

/** Significant digits of a number as it is written. Zeros at its end are lost: a number does not say how many there were. */
function digitsOf(x: number): number {
  return String(Math.abs(x)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length
}
