import { unpack } from './bits'
import { type BlockType, scaled } from './block-type'

const NIBBLES = { bits: 4, run: 16 }

/** The numbers of E2M1, doubled so that they are whole: `kvalues_mxfp4` of ggml-common.h. Both zeros are +0 there. */
const VALUES = [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12] as const

/**
 * `block_mxfp4` of ggml-common.h: a power of two as scale (E8M0), 32 nibbles that choose from the numbers of E2M1. The step is half the
 * scale, as the numbers are doubled: 2^(byte - 128). Byte 255 is NaN in the OCP specification, but a step of 2^127 in ggml.
 * Source: `MXFP4.dequantize_blocks` of gguf-py/gguf/quants.py, ggml-org/llama.cpp.
 */
export const MXFP4: BlockType = {
  name: 'MXFP4',
  number: 39,
  elements: 32,
  bytes: 17,
  read: (block, i) => scaled(2 ** (block.getUint8(0) - 128), VALUES[unpack(block, 1, NIBBLES, i)] ?? NaN),
}
