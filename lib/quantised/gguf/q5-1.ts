import { half, unpack } from './bits'
import { type BlockType, scaledFrom } from './block-type'

const LOW = { bits: 4, run: 16 }
const HIGH = { bits: 1, run: 1 }

/**
 * `block_q5_1` of ggml-common.h: halves as scale and minimum, 32 fifth bits, 32 nibbles.
 * Source: `Q5_1.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q5_1: BlockType = {
  name: 'Q5_1',
  number: 7,
  elements: 32,
  bytes: 24,
  read: (block, i) =>
    scaledFrom(half(block, 2), half(block, 0), unpack(block, 8, LOW, i) + 16 * unpack(block, 4, HIGH, i)),
}
