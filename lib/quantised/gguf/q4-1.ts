import { half, unpack } from './bits'
import { type BlockType, scaledFrom } from './block-type'

const NIBBLES = { bits: 4, run: 16 }

/**
 * `block_q4_1` of ggml-common.h: halves as scale and minimum, 32 nibbles.
 * Source: `Q4_1.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q4_1: BlockType = {
  name: 'Q4_1',
  number: 3,
  elements: 32,
  bytes: 20,
  read: (block, i) => scaledFrom(half(block, 2), half(block, 0), unpack(block, 4, NIBBLES, i)),
}
