import { roundToBf16 } from '@/lib/numbers/round'
import { expectShape, type ModuleTensors, shapeOf } from './module-tensors'
import { nibblesOf } from './nibbles'
import { QuantisedError } from './quantised-error'
import { e2m1 } from './small-floats'
import type { DecodedGroup, WeightPlace } from './types'

const SIZE = 32

/** Whether the module is a stack of experts as gpt-oss stores them. */
export const isMxfp4 = (tensors: ModuleTensors) => tensors.has('_blocks')

/**
 * MXFP4 of gpt-oss: `NAME_blocks` uint8 [experts, out, in / 32, 16], numbers of E2M1, the low nibble first; `NAME_scales` uint8 [experts,
 * out, in / 32], exponents. A value is `code * 2^(exponent - 127)`, rounded to bfloat16; an exponent of 255 is no NaN. transformers gives the transposed matrix; rows of
 * `gate_up_proj` are gate and up by turns.
 * Source: `convert_moe_packed_tensors` of transformers 5.24.
 */
export async function readMxfp4(tensors: ModuleTensors, { row, col, expert }: WeightPlace): Promise<DecodedGroup> {
  const blocks = tensors.need('_blocks', ['U8'])
  const scales = tensors.need('_scales', ['U8'])
  const [experts, out, perRow, bytes] = blocks.shape
  if (blocks.shape.length !== 4 || !experts || !out || !perRow || bytes !== SIZE / 2)
    throw new QuantisedError(`${shapeOf(blocks)}; [experts, out, in / ${SIZE}, ${SIZE / 2}] was expected`)
  expectShape(scales, [experts, out, perRow])
  tensors.check([out, perRow * SIZE], experts)
  const block = ((expert ?? 0) * out + row) * perRow + Math.floor(col / SIZE)
  const [exponent, codes] = await Promise.all([
    scales.number(block),
    nibblesOf(blocks, block * SIZE, (block + 1) * SIZE),
  ])
  const step = 2 ** (exponent - 127)
  return {
    form: 'MXFP4',
    tensor: blocks.name,
    shape: [out, perRow * SIZE],
    values: Float64Array.from(codes, (code) => roundToBf16(e2m1(code) * step)),
    index: col % SIZE,
    scaling: { step, code: e2m1(codes[col % SIZE] ?? NaN), offset: 0 },
    complete: true,
  }
}
