import { unpack } from './bits'
import { type BlockType, scaledFrom } from './block-type'
import { scaleAndMin } from './scale-and-min'

const NIBBLES = { bits: 4, run: 32 }

/**
 * `block_q4_K` of ggml-common.h: scales and minima of each 32 elements, 256 nibbles.
 * Source: `Q4_K.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q4_K: BlockType = {
  name: 'Q4_K',
  number: 12,
  elements: 256,
  bytes: 144,
  read: (block, i) => {
    const { step, min } = scaleAndMin(block, i >> 5)
    return scaledFrom(-min, step, unpack(block, 16, NIBBLES, i))
  },
}
