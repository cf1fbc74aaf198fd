import { expectShape, matrixOf, type ModuleTensors } from './module-tensors'
import { MAX_SPAN } from './part'
import { QuantisedError } from './quantised-error'
import type { DecodedGroup, WeightPlace } from './types'
import { windowAround } from './window'

/** Not 1 / 127, but this number, as float32. */
const ONE_OF_127 = Math.fround(7.874015718698502e-3)

/** Whether the module is stored by LLM.int8(). */
export const isBitsandbytes8 = (tensors: ModuleTensors) => tensors.has('.SCB')

/**
 * LLM.int8() of bitsandbytes: `weight` int8 [out, in], `SCB` float32 [out], the largest magnitude of each row. A value is
 * `code * SCB * 7.874015718698502e-3`, from left to right in float32. The weights of outlier columns are stored like all others.
 * Source: `int8_vectorwise_dequant` of bitsandbytes 0.50.
 */
export async function readBitsandbytes8(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const weight = tensors.need('.weight', ['I8'])
  const scales = tensors.need('.SCB', ['F32'])
  const [out, inputs] = matrixOf(weight)
  expectShape(scales, [out])
  tensors.check([out, inputs])
  const { from, to } = windowAround(col, { from: 0, to: inputs }, MAX_SPAN)
  const [layout, scale, codes] = await Promise.all([
    layoutOf(tensors),
    scales.number(row),
    weight.numbers({ first: row * inputs + from, count: to - from }),
  ])
  if (layout !== 0)
    throw new QuantisedError(`"${tensors.module}.weight_format" is ${layout}; 0, for rows, was expected`)
  return {
    form: 'bitsandbytes, int8',
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => Math.fround(Math.fround(code * scale) * ONE_OF_127)),
    index: col - from,
    scaling: { step: Math.fround(scale * ONE_OF_127), code: codes[col - from] ?? NaN, offset: 0 },
    complete: to - from === inputs,
  }
}

/** How the codes lie: 0 is row by row, which checkpoints have. */
async function layoutOf(tensors: ModuleTensors): Promise<number> {
  if (!tensors.has('.weight_format')) return 0
  const format = tensors.need('.weight_format', ['U8'])
  expectShape(format, format.shape.length === 0 ? [] : [1])
  return format.number(0)
}
