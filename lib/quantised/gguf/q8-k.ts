import { type BlockType, scaled } from './block-type'

/**
 * `block_q8_K` of ggml-common.h: a float32 as scale, 256 signed bytes, and sums that only dot products use.
 * Source: `dequantize_row_q8_K` of ggml-quants.c, ggml-org/llama.cpp; quants.py does not dequantise it.
 */
export const Q8_K: BlockType = {
  name: 'Q8_K',
  number: 15,
  elements: 256,
  bytes: 292,
  read: (block, i) => scaled(block.getFloat32(0, true), block.getInt8(4 + i)),
}
