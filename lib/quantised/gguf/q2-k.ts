import { half, unpack } from './bits'
import { type BlockType, scaledFrom } from './block-type'

const CODES = { bits: 2, run: 32 }

/**
 * `block_q2_K` of ggml-common.h: 16 bytes with the 4-bit scale (low) and minimum of each 16 elements, 256 two-bit codes, then halves that
 * scale the scales and the minima.
 * Source: `Q2_K.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q2_K: BlockType = {
  name: 'Q2_K',
  number: 10,
  elements: 256,
  bytes: 84,
  read: (block, i) => {
    const scaleAndMin = block.getUint8(i >> 4)
    const step = Math.fround(half(block, 80) * (scaleAndMin & 15))
    const min = Math.fround(half(block, 82) * (scaleAndMin >> 4))
    return scaledFrom(-min, step, unpack(block, 16, CODES, i))
  },
}
