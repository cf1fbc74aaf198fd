import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'

const LOW = { bits: 4, run: 16 }
const HIGH = { bits: 1, run: 1 }

/**
 * `block_q5_0` of ggml-common.h: a half as scale, 32 fifth bits, 32 nibbles; zero point 16.
 * Source: `Q5_0.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q5_0: BlockType = {
  name: 'Q5_0',
  number: 6,
  elements: 32,
  bytes: 22,
  read: (block, i) => scaled(half(block, 0), unpack(block, 6, LOW, i) + 16 * unpack(block, 2, HIGH, i) - 16),
}
