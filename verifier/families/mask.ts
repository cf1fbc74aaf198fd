import type { Alibi, AttentionRecipe } from './recipe'

/**
 * The mask that is added to attention scores where an operator needs one: -Infinity for what a token must not see (what comes
 * after it, what lies outside its window), and ALiBi's bias. Flat [heads, length, length], or [1, length, length] without ALiBi.
 */
export function maskOf({ heads, window, alibi }: AttentionRecipe, length: number): Float32Array {
  const biases =
    alibi === null
      ? [(): number => 0]
      : alibiSlopes(heads).map((slope) => (position: number) => alibiBias(alibi, slope, position))
  const mask = new Float32Array(biases.length * length * length).fill(-Infinity)
  biases.forEach((bias, head) => {
    for (let query = 0; query < length; query++) {
      const row = (head * length + query) * length
      for (let key = Math.max(0, window === null ? 0 : query - window + 1); key <= query; key++)
        mask[row + key] = bias(key)
    }
  })
  return mask
}

/** One slope per head: a geometric series, and for numbers that are not a power of two every second one of the next series (arXiv 2108.12409). */
export function alibiSlopes(heads: number): number[] {
  // Powers of a base that is itself rounded, as in transformers.
  const row = (count: number) =>
    Array.from({ length: count }, (_, i) => Math.fround(Math.fround(2 ** -(8 / count)) ** (i + 1)))
  const power = 2 ** Math.floor(Math.log2(heads))
  return [...row(power), ...row(2 * power).filter((_, i) => i % 2 === 0)].slice(0, heads)
}

/** A bias that grows with the key's position: for the softmax the same as one that falls with the distance. */
function alibiBias({ scale, rounded }: Alibi, slope: number, position: number): number {
  return scale * (rounded ? bfloat16(bfloat16(slope) * bfloat16(position)) : Math.fround(slope * position))
}

const word = new DataView(new ArrayBuffer(4))

/** The nearest bfloat16, ties to even. */
function bfloat16(value: number): number {
  word.setFloat32(0, value)
  const bits = word.getUint32(0)
  word.setUint32(0, ((bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000) >>> 0)
  return word.getFloat32(0)
}
