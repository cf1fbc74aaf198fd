import { roundToDtype } from '@/lib/numbers/formats'
import { numberAt, wordsOf } from './bit-stream'
import { groupOf } from './group-of'
import { matrixOf, type ModuleTensors } from './module-tensors'
import { type PackedLayout, packedLayout } from './packed-layout'
import { MAX_SPAN } from './part'
import type { DecodedGroup, WeightPlace } from './types'

/**
 * compressed-tensors' pack-quantized: `weight_packed` int32 [out, in * bits / 32], packed along the inputs without gaps; `weight_scale`
 * [out, groups], [out, 1] or [1]; `weight_zero_point` int32 [out * bits / 32, groups], packed along the outputs, absent where codes are
 * symmetric about 2^(bits - 1); `weight_g_idx` of act-order. A value is `(code - zero) * scale`, rounded to the dtype of the scale.
 * Source: `PackedQuantizationCompressor.decompress` of compressed-tensors 0.20.
 */
export async function readPackedIntegers(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const layout = await packedLayout(tensors)
  const { packed, scale, order, bits, out, inputs, groups, size } = layout
  tensors.check([out, inputs])
  const room = (MAX_SPAN * 8) / bits
  const { columns, group, complete } = await groupOf({ order, inputs, size, count: groups, room }, col)
  const perTensor = scale.count === 1 && out > 1
  const [zero, step, codes] = await Promise.all([
    zeroOf(layout, row, group),
    scale.number(perTensor ? 0 : row * groups + group),
    codesOf(layout, row, columns),
  ])
  const index = columns.indexOf(col)
  return {
    form: 'compressed-tensors, pack-quantized',
    tensor: packed.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToDtype((code - zero) * step, scale.dtype)),
    index,
    scaling: { step, code: (codes[index] ?? NaN) - zero, offset: 0 },
    complete: complete && !perTensor,
  }
}

async function zeroOf({ zeros, bits, groups }: PackedLayout, row: number, group: number): Promise<number> {
  if (zeros === null) return 2 ** (bits - 1)
  const { first, end } = wordsOf(row, row + 1, bits)
  const words = await zeros.numbers({ first: first * groups + group, count: end - first, stride: groups })
  return numberAt({ words, firstWord: first, bits }, row)
}

async function codesOf({ packed, bits }: PackedLayout, row: number, columns: readonly number[]): Promise<number[]> {
  const [, perRow] = matrixOf(packed)
  const { first, end } = wordsOf(columns[0] ?? 0, (columns.at(-1) ?? 0) + 1, bits)
  const words = await packed.numbers({ first: row * perRow + first, count: end - first })
  return columns.map((column) => numberAt({ words, firstWord: first, bits }, column))
}
