/** Enough for the stack of one error. */
const TAIL_BYTES = 8_192

/** Keeps the last part of a stream of any length. */
export class Tail {
  #bytes = Buffer.alloc(0)

  push(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES)
  }

  toString(): string {
    return this.#bytes.toString('utf8').trim()
  }
}
