/**
 * Expands bfloat16, given by their bits, into `to`. Exact: a bfloat16 is the upper half of a float32, NaN payloads included. They are read
 * in pairs, as little-endian as safetensors is: in two thirds of the time of one by one (scripts/bench/verifier.ts shows a layer's).
 */
export function expandBf16(from: Uint16Array, to: Float32Array): void {
  const bits = bitsOf(to)
  if (bits.length === 0) return
  // Pairs begin at multiples of four bytes.
  const odd = (from.byteOffset / 2) % 2
  const pairs = new Int32Array(from.buffer, from.byteOffset + 2 * odd, (bits.length - odd) >> 1)
  if (odd === 1) bits[0] = (from[0] ?? 0) << 16
  for (let i = 0, at = odd; i < pairs.length; i++, at += 2) {
    const pair = pairs[i] ?? 0
    bits[at] = pair << 16
    bits[at + 1] = pair & 0xffff0000
  }
  const last = bits.length - 1
  if ((bits.length - odd) % 2 === 1) bits[last] = (from[last] ?? 0) << 16
}

/** Expands IEEE 754 binary16, given by their bits, into `to`. Exact: every half is a float32; NaN payloads are shifted, as hardware does. */
export function expandF16(from: Uint16Array, to: Float32Array): void {
  const bits = bitsOf(to)
  const table = halfTable()
  for (let i = 0; i < bits.length; i++) bits[i] = table[from[i] ?? 0] ?? 0
}

/** Integers only: moving a NaN through a float could change its bits. */
function bitsOf(floats: Float32Array): Uint32Array {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length)
}

let table: Uint32Array | undefined

/** Bits of the float32 equal to each of the 65,536 halves; 256 kB, made at first use. */
function halfTable(): Uint32Array {
  table ??= Uint32Array.from({ length: 65_536 }, (_, half) => floatBitsOfHalf(half))
  return table
}

/** Bits of the float32 with the value of a half (IEEE 754-2019, 3.6: 1 sign, 5 exponent bits with bias 15, 10 fraction bits). */
export function floatBitsOfHalf(half: number): number {
  const sign = (half & 0x8000) << 16
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0x1f) return (sign | 0x7f800000 | (fraction << 13)) >>> 0
  if (exponent !== 0) return (sign | ((exponent + 127 - 15) << 23) | (fraction << 13)) >>> 0
  if (fraction === 0) return sign >>> 0
  // Subnormal: fraction x 2^-24. Its leading one moves out of the fraction and the exponent falls accordingly.
  const shift = Math.clz32(fraction) - 21
  return (sign | ((127 - 14 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)) >>> 0
}
