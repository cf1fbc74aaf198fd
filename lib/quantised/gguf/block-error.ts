/** A tensor's type or shape, or an index into it, does not name a scalar that can be read. The message says which, and what is allowed. */
export class BlockError extends Error {
  override readonly name = 'BlockError'
}
