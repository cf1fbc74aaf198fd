import { type FloatFormat, floatFormat } from '@/lib/numbers/formats'
import type { BlockType } from './block-type'

/** A "block" of one float. */
function floatType(dtype: FloatFormat['dtype'], number: number): BlockType {
  const { bytes, decode } = floatFormat(dtype)
  return { name: dtype, number, elements: 1, bytes, read: (block) => ({ value: decode(block), scaling: null }) }
}

/** The types that store numbers directly, as safetensors does. */
export const F32 = floatType('F32', 0)
export const F16 = floatType('F16', 1)
export const BF16 = floatType('BF16', 30)
