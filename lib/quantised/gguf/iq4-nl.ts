import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'
import { iq4Value } from './iq4-values'

const NIBBLES = { bits: 4, run: 16 }

/**
 * `block_iq4_nl` of ggml-common.h: a half as scale, 32 nibbles that choose from a table of sixteen codes.
 * Source: `IQ4_NL.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const IQ4_NL: BlockType = {
  name: 'IQ4_NL',
  number: 20,
  elements: 32,
  bytes: 18,
  read: (block, i) => scaled(half(block, 0), iq4Value(unpack(block, 2, NIBBLES, i))),
}
