import { half, unpack } from './bits'
import { type BlockType, scaled } from './block-type'
import { iq4Value } from './iq4-values'

const NIBBLES = { bits: 4, run: 16 }
const SCALE_LOW = { bits: 4, run: 1 }
const SCALE_HIGH = { bits: 2, run: 1 }

/**
 * `block_iq4_xs` of ggml-common.h: a half that scales the scales, a 6-bit scale with zero point 32 for each 32 elements (its two high bits
 * first), 256 nibbles that choose from a table of sixteen codes.
 * Source: `IQ4_XS.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const IQ4_XS: BlockType = {
  name: 'IQ4_XS',
  number: 23,
  elements: 256,
  bytes: 136,
  read: (block, i) => {
    const sub = i >> 5
    const scale = unpack(block, 4, SCALE_LOW, sub) + 16 * unpack(block, 2, SCALE_HIGH, sub) - 32
    return scaled(Math.fround(half(block, 0) * scale), iq4Value(unpack(block, 8, NIBBLES, i)))
  },
}
