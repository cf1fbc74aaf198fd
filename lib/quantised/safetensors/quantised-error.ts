/**
 * A weight cannot be read: its module is stored in a form that has no reader here, something of it is missing or contradicts the rest, or
 * the coordinate is outside it. The message says which, and what was expected.
 */
export class QuantisedError extends Error {
  override readonly name = 'QuantisedError'
}
