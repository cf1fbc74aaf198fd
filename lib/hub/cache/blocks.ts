/** The smallest amount fetched: a request for less takes as long. 8 GB are 32,000 blocks, whose record takes 4 kB. */
export const BLOCK_BYTES = 256 * 2 ** 10

export interface ByteRange {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/** Which blocks of a file are present: one bit per block, lowest bit first. */
export class Blocks {
  readonly #count: number
  #there = 0

  private constructor(
    private readonly size: number,
    readonly bits: Uint8Array,
  ) {
    this.#count = Math.ceil(size / BLOCK_BYTES)
    for (let i = 0; i < this.#count; i++) if (this.#has(i)) this.#there++
  }

  static none(size: number): Blocks {
    return new Blocks(size, new Uint8Array(recordBytes(size)))
  }

  /** From the record of an earlier run, or null when that is of another file. */
  static recorded(size: number, bits: Uint8Array): Blocks | null {
    return bits.length === recordBytes(size) ? new Blocks(size, bits) : null
  }

  get complete(): boolean {
    return this.#there === this.#count
  }

  /** The runs of absent blocks that bytes `from` to `to` need, as whole blocks, none longer than `longest`. */
  *missing(from: number, to: number, longest: number): Generator<ByteRange, void> {
    const perRun = Math.max(1, Math.floor(longest / BLOCK_BYTES))
    const end = Math.ceil(to / BLOCK_BYTES)
    let at = Math.floor(from / BLOCK_BYTES)
    while (from < to && at < end) {
      let next = at
      while (next < end && next - at < perRun && !this.#has(next)) next++
      if (next > at) yield { from: at * BLOCK_BYTES, to: Math.min(next * BLOCK_BYTES, this.size) }
      at = next > at ? next : at + 1
    }
  }

  /** @param range whole blocks, as `missing` gave them */
  add({ from, to }: ByteRange): void {
    for (let i = from / BLOCK_BYTES; i * BLOCK_BYTES < to; i++) {
      if (this.#has(i)) continue
      this.bits[i >> 3] = (this.bits[i >> 3] ?? 0) | (1 << (i & 7))
      this.#there++
    }
  }

  #has(block: number): boolean {
    return (((this.bits[block >> 3] ?? 0) >> (block & 7)) & 1) === 1
  }
}

function recordBytes(size: number): number {
  return Math.ceil(Math.ceil(size / BLOCK_BYTES) / 8)
}
