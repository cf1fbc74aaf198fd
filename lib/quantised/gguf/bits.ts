import { floatFormat } from '@/lib/numbers/formats'

const F16 = floatFormat('F16')

/** The half-precision number at byte `at`, as a float32: exact. */
export function half(block: DataView, at: number): number {
  return F16.decode(new DataView(block.buffer, block.byteOffset + at, F16.bytes))
}

/** How unsigned whole numbers are packed: `bits` of each (1, 2 or 4), in runs of `run` bytes. */
export interface Packing {
  readonly bits: number
  readonly run: number
}

/**
 * Number `i` of those packed from byte `at` on. The lowest bits of a run's bytes are its first `run` numbers, the next bits the next `run`:
 * a run of 16 bytes and 4 bits has the numbers 0-15 in the low nibbles and 16-31 in the high ones; a run of 1 has neighbours side by side.
 */
export function unpack(block: DataView, at: number, { bits, run }: Packing, i: number): number {
  const perRun = (run * 8) / bits
  const inRun = i % perRun
  const byte = block.getUint8(at + Math.floor(i / perRun) * run + (inRun % run))
  return (byte >> (bits * Math.floor(inRun / run))) & (2 ** bits - 1)
}
