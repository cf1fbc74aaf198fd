import { half } from './bits'

/** Where Q4_K and Q5_K have their scales: behind the two halves. */
const PACKED = 4

/**
 * Step and minimum of sub-block 0 to 7 (32 elements each) of Q4_K and Q5_K, which begin alike: a half that scales the scales, one that
 * scales the minima, and 12 bytes with eight 6-bit scales and minima. Bytes 0-3 and 4-7 hold the first four of each in their low six bits;
 * of the last four, bytes 8-11 hold the low nibbles (scale below minimum), and the top two bits of bytes 0-3 and 4-7 the rest.
 * Source: `Q4_K.get_scale_min` of gguf-py/gguf/quants.py, `get_scale_min_k4` of ggml-quants.c, ggml-org/llama.cpp.
 */
export function scaleAndMin(block: DataView, sub: number): { readonly step: number; readonly min: number } {
  const byte = (at: number) => block.getUint8(PACKED + at)
  const low = sub % 4
  const both = byte(8 + low)
  const scale = sub < 4 ? byte(low) & 63 : (both & 15) | ((byte(low) >> 6) << 4)
  const min = sub < 4 ? byte(4 + low) & 63 : (both >> 4) | ((byte(4 + low) >> 6) << 4)
  return { step: Math.fround(half(block, 0) * scale), min: Math.fround(half(block, 2) * min) }
}
