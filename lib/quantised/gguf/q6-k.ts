import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'

const LOW = { bits: 4, run: 64 }
const HIGH = { bits: 2, run: 32 }

/**
 * `block_q6_K` of ggml-common.h: 256 nibbles, 256 pairs of higher bits, a signed byte as scale of each 16 elements, and a half that scales
 * the scales; zero point 32.
 * Source: `Q6_K.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q6_K: BlockType = {
  name: 'Q6_K',
  number: 14,
  elements: 256,
  bytes: 210,
  read: (block, i) => {
    const step = Math.fround(half(block, 208) * block.getInt8(192 + (i >> 4)))
    return scaled(step, unpack(block, 0, LOW, i) + 16 * unpack(block, 128, HIGH, i) - 32)
  },
}
