import { z } from 'zod'

/**
 * Digits alone, without a leading zero: one spelling per number. `Number()` also accepts `1e3`, `0x10`, ` 5` and `+5`, which are mistakes in a query
 * or a setting; fifteen digits are exact in a double.
 */
const DIGITS = /^(0|[1-9]\d{0,14})$/

/**
 * A whole number from `min` to `max`, given as text in a query or an environment variable. Numbers from our own code pass unchanged.
 */
export function wholeNumber(min: number, max: number) {
  const error = `expected a whole number from ${min} to ${max}, written in digits`
  return z.preprocess(read, z.number({ error }).int({ error }).min(min, { error }).max(max, { error }))
}

function read(value: unknown): unknown {
  return typeof value === 'string' ? (DIGITS.test(value) ? Number(value) : Number.NaN) : value
}
