import { roundToDtype } from '@/lib/numbers/formats'
import { expectShape, matrixOf, type ModuleTensors, shapeOf } from './module-tensors'
import { MAX_SPAN, type Part } from './part'
import { QuantisedError } from './quantised-error'
import { exponentScale } from './small-floats'
import type { DecodedGroup, WeightPlace } from './types'
import { windowAround } from './window'

const CODES = ['F8_E4M3', 'F8_E5M2', 'I8']
/** U8 and F8_E8M0 are exponents of 2. */
const SCALES = ['F32', 'F16', 'BF16', 'F8_E8M0', 'U8']
/** Lengths of a block where neither config.json nor a whole quotient says them. */
const USUAL_BLOCK = 128

const scaleEnd = (tensors: ModuleTensors) => (tensors.has('.weight_scale_inv') ? '.weight_scale_inv' : '.weight_scale')

/** Whether the module has codes of eight bits with scales beside them: FP8, and what compressed-tensors calls int- and float-quantized. */
export function isScaledGrid(tensors: ModuleTensors): boolean {
  return CODES.includes(tensors.dtypeOf('.weight') ?? '') && tensors.has(scaleEnd(tensors))
}

/**
 * FP8 and compressed-tensors' int-quantized, float-quantized and mxfp8-quantized: `weight` [out, in] of eight bits, and `weight_scale_inv` or
 * `weight_scale`: one for all, one a row, or a grid of one for each block. A value is `(code - zero) * scale` in float32, rounded to the
 * dtype of the scale, or to bfloat16 where that is an exponent. Both names of the scale are multiplied with.
 * Sources: `Fp8Dequantize` of transformers 5.24, `dequantize` of compressed-tensors 0.20.
 */
export async function readScaledGrid(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const weight = tensors.need('.weight', CODES)
  const scale = tensors.need(scaleEnd(tensors), SCALES)
  const [out, inputs] = matrixOf(weight)
  tensors.check([out, inputs])
  const [height, width, perRow] = blockOf(tensors, scale, out, inputs)
  const at = Math.floor(row / height) * perRow + Math.floor(col / width)
  const first = Math.floor(col / width) * width
  const all = { from: first, to: Math.min(inputs, first + width) }
  const { from, to } = windowAround(col, all, MAX_SPAN)
  const [step, zero, stored] = await Promise.all([
    scaleAt(scale, at),
    zeroAt(tensors, weight, scale, at),
    weight.numbers({ first: row * inputs + from, count: to - from }),
  ])
  const rounded = isExponent(scale) ? 'BF16' : scale.dtype
  return {
    form: formOf(tensors, weight),
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(stored, (code) => roundToDtype(Math.fround((code - zero) * step), rounded)),
    index: col - from,
    scaling: { step, code: (stored[col - from] ?? NaN) - zero, offset: 0 },
    complete: to - from === all.to - all.from && Math.min(height, out) === 1,
  }
}

const isExponent = ({ dtype }: Part) => dtype === 'U8' || dtype === 'F8_E8M0'

async function scaleAt(scale: Part, at: number): Promise<number> {
  const stored = await scale.number(at)
  return scale.dtype === 'U8' ? exponentScale(stored) : stored
}

/** Asymmetric integers have a zero point beside each scale. */
async function zeroAt(tensors: ModuleTensors, weight: Part, scale: Part, at: number): Promise<number> {
  if (!tensors.has('.weight_zero_point')) return 0
  const zeros = tensors.need('.weight_zero_point', [weight.dtype])
  expectShape(zeros, scale.shape)
  return zeros.number(at)
}

/** [rows of a block, columns of a block, blocks of a row] */
function blockOf(tensors: ModuleTensors, scale: Part, out: number, inputs: number): readonly [number, number, number] {
  if (scale.count === 1) return [out, inputs, 1]
  if (scale.shape.length === 1 && scale.count === out) return [1, inputs, 1]
  const [down, across] = matrixOf(scale)
  const [height, width] = tensors.settings.weight_block_size ?? blockStructure(tensors) ?? []
  return [lengthOf(out, down, height, scale), lengthOf(inputs, across, width, scale), across]
}

function blockStructure({ settings }: ModuleTensors): readonly [number, number] | undefined {
  const schemes = Object.values(settings.config_groups ?? {})
  return schemes.flatMap(({ weights }) => (weights?.block_structure ? [weights.block_structure] : []))[0]
}

function lengthOf(length: number, blocks: number, said: number | undefined, scale: Part): number {
  const whole = length % blocks === 0 ? length / blocks : USUAL_BLOCK
  const size = said !== undefined && Math.ceil(length / said) === blocks ? said : whole
  if (Math.ceil(length / size) === blocks) return size
  throw new QuantisedError(
    `${shapeOf(scale)}: ${blocks} blocks do not divide ${length}, and config.json names no size that does`,
  )
}

function formOf({ settings }: ModuleTensors, { dtype }: Part): string {
  const { quant_method: method, config_groups: groups, format } = settings
  const integer = dtype === 'I8'
  if (method === 'modelopt') return `ModelOpt, ${integer ? 'int8' : 'FP8'}`
  if (!integer && method !== 'compressed-tensors' && groups === undefined) return 'FP8'
  const usual = integer ? 'int-quantized' : 'float-quantized'
  return `compressed-tensors, ${format === undefined || format === 'mixed-precision' ? usual : format}`
}
