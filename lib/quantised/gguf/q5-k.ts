import { unpack } from './bits'
import { type BlockType, scaledFrom } from './block-type'
import { scaleAndMin } from './scale-and-min'

const LOW = { bits: 4, run: 32 }
const HIGH = { bits: 1, run: 32 }

/**
 * `block_q5_K` of ggml-common.h: scales and minima of each 32 elements, 256 fifth bits, 256 nibbles.
 * Source: `Q5_K.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q5_K: BlockType = {
  name: 'Q5_K',
  number: 13,
  elements: 256,
  bytes: 176,
  read: (block, i) => {
    const { step, min } = scaleAndMin(block, i >> 5)
    return scaledFrom(-min, step, unpack(block, 48, LOW, i) + 16 * unpack(block, 16, HIGH, i))
  },
}
