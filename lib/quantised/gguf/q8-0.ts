import { half } from './bits'
import { type BlockType, scaled } from './block-type'

/**
 * `block_q8_0` of ggml-common.h: a half as scale, 32 signed bytes.
 * Source: `Q8_0.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const Q8_0: BlockType = {
  name: 'Q8_0',
  number: 8,
  elements: 32,
  bytes: 34,
  read: (block, i) => scaled(half(block, 0), block.getInt8(2 + i)),
}
