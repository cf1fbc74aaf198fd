import { roundToDtype } from '@/lib/numbers/formats'
import { numberAt, wordsOf } from './bit-stream'
import { groupOf } from './group-of'
import { type MlxLayout, mlxLayout } from './mlx-layout'
import type { ModuleTensors } from './module-tensors'
import { MAX_SPAN } from './part'
import type { DecodedGroup, WeightPlace } from './types'

/** Whether the module is stored by MLX in its affine mode. */
export const isMlx = (tensors: ModuleTensors) => tensors.dtypeOf('.weight') === 'U32' && tensors.has('.scales')

/**
 * MLX's affine quantisation, 2 to 8 bits: `weight` uint32 [out, in * bits / 32], packed without gaps; `scales` and `biases` [out, groups];
 * each with a first axis of experts where it is a stack of them. A value is `scale * code + bias`, product and sum rounded to the dtype of
 * the scales.
 * Source: `dequantize` of mlx 0.32.
 */
export async function readMlx(tensors: ModuleTensors, { row, col, expert }: WeightPlace): Promise<DecodedGroup> {
  const layout = mlxLayout(tensors)
  const { weight, scales, biases, experts, bits, out, inputs, groups, size } = layout
  tensors.check([out, inputs], experts)
  const line = (expert ?? 0) * out + row
  const { columns, group, complete } = await groupOf(
    { order: null, inputs, size, count: groups, room: (MAX_SPAN * 8) / bits },
    col,
  )
  const [step, offset, codes] = await Promise.all([
    scales.number(line * groups + group),
    biases.number(line * groups + group),
    codesOf(layout, line, columns),
  ])
  const round = (x: number) => roundToDtype(x, scales.dtype)
  const index = columns.indexOf(col)
  return {
    form: `MLX, ${bits} bit`,
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => round(Math.fround(round(Math.fround(step * code)) + offset))),
    index,
    scaling: { step, code: codes[index] ?? NaN, offset },
    complete,
  }
}

async function codesOf(
  { weight, bits, inputs }: MlxLayout,
  line: number,
  columns: readonly number[],
): Promise<number[]> {
  const perRow = wordsOf(0, inputs, bits).end
  const { first, end } = wordsOf(columns[0] ?? 0, (columns.at(-1) ?? 0) + 1, bits)
  const words = await weight.numbers({ first: line * perRow + first, count: end - first })
  return columns.map((column) => numberAt({ words, firstWord: first, bits }, column))
}
