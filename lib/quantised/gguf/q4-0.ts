import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'

const NIBBLES = { bits: 4, run: 16 }

/**
 * `block_q4_0` of ggml-common.h: a half as scale, 32 nibbles with zero point 8.
 * Source: `Q4_0.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q4_0: BlockType = {
  name: 'Q4_0',
  number: 2,
  elements: 32,
  bytes: 18,
  read: (block, i) => scaled(half(block, 0), unpack(block, 2, NIBBLES, i) - 8),
}
