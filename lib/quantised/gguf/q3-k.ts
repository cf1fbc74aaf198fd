import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'

const LOW = { bits: 2, run: 32 }
const HIGH = { bits: 1, run: 32 }
const SCALE_LOW = { bits: 4, run: 8 }
const SCALE_HIGH = { bits: 2, run: 4 }

/**
 * `block_q3_K` of ggml-common.h: 256 third bits, 256 two-bit codes, a 6-bit scale with zero point 32 for each 16 elements, and a half that
 * scales the scales. A third bit of 0 subtracts 4: the zero point is 4.
 * Source: `Q3_K.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q3_K: BlockType = {
  name: 'Q3_K',
  number: 11,
  elements: 256,
  bytes: 110,
  read: (block, i) => {
    const sub = i >> 4
    const scale = unpack(block, 96, SCALE_LOW, sub) + 16 * unpack(block, 104, SCALE_HIGH, sub) - 32
    const code = unpack(block, 32, LOW, i) + 4 * unpack(block, 0, HIGH, i) - 4
    return scaled(Math.fround(half(block, 108) * scale), code)
  },
}
