import { roundToBf16 } from '@/lib/numbers/round'
import { numberAt, wordsOf } from './bit-stream'
import { expectShape, type ModuleTensors, shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'
import { e2m1, e4m3, exponentScale } from './small-floats'
import { stackOf } from './stack'
import type { DecodedGroup, WeightPlace } from './types'

interface Mode {
  readonly name: string
  /** Of a code. */
  readonly bits: number
  /** Inputs of a group. */
  readonly size: number
  readonly code: (stored: number) => number
  readonly scale: (stored: number) => number
}

/** Words of a group differ in all of them, so that shapes tell one from the other. */
const MODES: readonly Mode[] = [
  { name: 'mxfp4', bits: 4, size: 32, code: e2m1, scale: exponentScale },
  { name: 'nvfp4', bits: 4, size: 16, code: e2m1, scale: e4m3 },
  { name: 'mxfp8', bits: 8, size: 32, code: e4m3, scale: exponentScale },
]

/** Whether the module is stored by MLX in one of its modes without biases. */
export const isMlxFloat = (tensors: ModuleTensors) =>
  tensors.dtypeOf('.weight') === 'U32' && tensors.dtypeOf('.scales') === 'U8'

/**
 * MLX's modes mxfp4, nvfp4 and mxfp8: `weight` uint32 [out, in * bits / 32], numbers of E2M1 or E4M3, the lowest bits first; `scales` uint8
 * [out, groups], exponents or E4M3; each with a first axis of experts where it is a stack of them. A value is `code * scale`, rounded to
 * bfloat16.
 * Source: `dequantize` of mlx 0.32.
 */
export async function readMlxFloat(tensors: ModuleTensors, { row, col, expert }: WeightPlace): Promise<DecodedGroup> {
  const weight = tensors.need('.weight', ['U32'])
  const scales = tensors.need('.scales', ['U8'])
  const [experts, out, words] = stackOf(weight)
  const [, , groups] = stackOf(scales)
  expectShape(scales, experts === null ? [out, groups] : [experts, out, groups])
  const mode = modeOf(weight, words, groups)
  const inputs = groups * mode.size
  tensors.check([out, inputs], experts)
  const line = (expert ?? 0) * out + row
  const group = Math.floor(col / mode.size)
  const { first, end } = wordsOf(group * mode.size, (group + 1) * mode.size, mode.bits)
  const [stored, packed] = await Promise.all([
    scales.number(line * groups + group),
    weight.numbers({ first: line * words + first, count: end - first }),
  ])
  const codes = Array.from({ length: mode.size }, (_, i) =>
    mode.code(numberAt({ words: packed, firstWord: 0, bits: mode.bits }, i)),
  )
  const step = mode.scale(stored)
  return {
    form: `MLX, ${mode.name}`,
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToBf16(code * step)),
    index: col % mode.size,
    scaling: { step, code: codes[col % mode.size] ?? NaN, offset: 0 },
    complete: true,
  }
}

function modeOf(weight: Part, words: number, groups: number): Mode {
  const mode = MODES.find(({ bits, size }) => (groups * size * bits) / 32 === words)
  if (mode !== undefined) return mode
  const names = MODES.map(({ name }) => name).join(', ')
  throw new QuantisedError(`${shapeOf(weight)}, which ${groups} groups fill in none of MLX's modes ${names}`)
}
