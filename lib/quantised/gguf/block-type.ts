import type { Scaling } from '../scaling'

/** One stored scalar: its value, and how its block stores it. */
export interface Scalar {
  /** The float32 that ggml's reference code computes. May be NaN or infinite. */
  readonly value: number
  /**
   * Null in a type that stores floats: F32, F16, BF16. Step and offset are float32, each operation is rounded to float32 in the order of
   * ggml. Where the scale is a half, products have at most 24 bits and are exact: only sums, and the products of Q8_K, really round.
   */
  readonly scaling: Scaling | null
}

/** How ggml stores numbers of one type: `elements` of them in a block of `bytes`. */
export interface BlockType {
  /** As ggml spells it, without `GGML_TYPE_`. */
  readonly name: string
  /** Its number in `enum ggml_type` (ggml.h), which is what a GGUF file stores. */
  readonly number: number
  readonly elements: number
  readonly bytes: number
  /** Element 0 to `elements` - 1 of a whole block. */
  read(block: DataView, element: number): Scalar
}

/** The value of a type without a minimum. It has no addition: -0 + 0 would lose the sign. */
export function scaled(step: number, code: number): Scalar {
  return { value: Math.fround(step * code), scaling: { step, code, offset: 0 } }
}

/** The value of a type with a minimum. ggml subtracts the minima of Q2_K, Q4_K and Q5_K: their offset is negated, which is the same. */
export function scaledFrom(offset: number, step: number, code: number): Scalar {
  return { value: Math.fround(Math.fround(step * code) + offset), scaling: { step, code, offset } }
}
