import { roundToDtype } from '@/lib/numbers/formats'
import { numberAt, wordsOf } from './bit-stream'
import { type GptqLayout, gptqLayout, isV1 } from './gptq-layout'
import { groupOf, type Groups } from './group-of'
import { matrixOf, type ModuleTensors } from './module-tensors'
import { MAX_SPAN } from './part'
import { nameOf } from './settings'
import type { DecodedGroup, WeightPlace } from './types'
import type { Window } from './window'

/**
 * GPTQ, and AutoRound in its layout: `qweight` int32 [in * bits / 32, out], `qzeros` int32 [groups, out * bits / 32], `scales` [groups, out],
 * `g_idx` int32 [in], the group of each input; each number packed along its first or second axis without gaps. A value is
 * `(code - zero) * scale`, rounded to the dtype of `scales`. Zero points of checkpoint format v1 are stored less one, modulo 2^bits.
 * Source: `BaseQuantLinear.dequantize_weight` and `convert_gptq_v1_to_v2_format_module` of gptqmodel 7.7.
 */
export async function readGptq(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const layout = gptqLayout(tensors)
  tensors.check([layout.out, layout.in])
  const { columns, group, complete } = await groupOf(groupsOf(layout), col)
  const [zero, step, codes] = await Promise.all([
    zeroOf(layout, group, row, isV1(tensors)),
    layout.scales.number(group * layout.out + row),
    codesOf(layout, row, columns),
  ])
  const values = Float64Array.from(codes, (code) => roundToDtype((code - zero) * step, layout.scales.dtype))
  const index = columns.indexOf(col)
  return {
    form: `${nameOf(tensors.settings, 'GPTQ')}, ${layout.bits} bit`,
    tensor: layout.qweight.name,
    shape: [layout.out, layout.in],
    values,
    index,
    scaling: { step, code: (codes[index] ?? NaN) - zero, offset: 0 },
    complete,
  }
}

/** Words of one output are a row of `qweight` apart. */
function groupsOf({ order, out, in: inputs, bits, size, scales }: GptqLayout): Groups {
  return { order, inputs, size, count: scales.shape[0] ?? 0, room: ((MAX_SPAN / (4 * out)) * 32) / bits }
}

async function zeroOf({ qzeros, bits }: GptqLayout, group: number, row: number, v1: boolean): Promise<number> {
  const { first, end } = wordsOf(row, row + 1, bits)
  const [, perGroup] = matrixOf(qzeros)
  const words = await qzeros.numbers({ first: group * perGroup + first, count: end - first })
  const stored = numberAt({ words, firstWord: first, bits }, row)
  return v1 ? (stored + 1) % 2 ** bits : stored
}

async function codesOf({ qweight, bits, out }: GptqLayout, row: number, columns: readonly number[]): Promise<number[]> {
  const window: Window = { from: columns[0] ?? 0, to: (columns.at(-1) ?? 0) + 1 }
  const { first, end } = wordsOf(window.from, window.to, bits)
  const words = await qweight.numbers({ first: first * out + row, count: end - first, stride: out })
  return columns.map((column) => numberAt({ words, firstWord: first, bits }, column))
}
