import { z } from 'zod'

/**
 * Digits alone, without a leading zero: one spelling a number. `Number()` also reads `1e3`, `0x10`, ` 5` and `+5`, which nobody means in a query or
 * a setting; fifteen digits are exact in a double.
 */
const DIGITS = /^(0|[1-9]\d{0,14})$/

/**
 * A whole number from `min` to `max` that arrives as text: in a query, where everything is, or in an environment variable. A number from our own
 * code passes as it is.
 */
export function wholeNumber(min: number, max: number) {
  const error = `expected a whole number from ${min} to ${max}, written in digits`
  return z.preprocess(read, z.number({ error }).int({ error }).min(min, { error }).max(max, { error }))
}

function read(value: unknown): unknown {
  return typeof value === 'string' ? (DIGITS.test(value) ? Number(value) : Number.NaN) : value
}
