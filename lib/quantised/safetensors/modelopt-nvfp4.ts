import { roundToBf16 } from '@/lib/numbers/round'
import { expectShape, matrixOf, type ModuleTensors } from './module-tensors'
import { nibblesOf } from './nibbles'
import { e2m1 } from './small-floats'
import type { DecodedGroup, WeightPlace } from './types'

const SIZE = 16

/** Whether the module is stored in ModelOpt's NVFP4. */
export const isModelOptNvfp4 = (tensors: ModuleTensors) => tensors.has('.weight_scale_2')

/**
 * ModelOpt's NVFP4: `weight` uint8 [out, in / 2], numbers of E2M1, the low nibble first; `weight_scale` E4M3 [out, in / 16];
 * `weight_scale_2` float32, which multiplies it, where compressed-tensors divides. A value is `code * (scale * scale_2)` in float32, rounded
 * to bfloat16, which most models have.
 * Source: `NVFP4QTensor.dequantize` of nvidia-modelopt 0.47.
 */
export async function readModelOptNvfp4(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const weight = tensors.need('.weight', ['U8'])
  const scales = tensors.need('.weight_scale', ['F8_E4M3'])
  const overall = tensors.need('.weight_scale_2', ['F32'])
  const [out, bytes] = matrixOf(weight)
  const inputs = 2 * bytes
  tensors.check([out, inputs])
  const groups = Math.ceil(inputs / SIZE)
  expectShape(scales, [out, groups])
  expectShape(overall, overall.shape.length === 0 ? [] : [1])
  const group = Math.floor(col / SIZE)
  const first = row * inputs + group * SIZE
  const [stored, factor, nibbles] = await Promise.all([
    scales.number(row * groups + group),
    overall.number(0),
    nibblesOf(weight, first, first + Math.min(SIZE, inputs - group * SIZE)),
  ])
  const codes = nibbles.map(codeOf)
  const step = Math.fround(stored * factor)
  return {
    form: 'ModelOpt, NVFP4',
    tensor: weight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToBf16(Math.fround(code * step))),
    index: col % SIZE,
    scaling: { step, code: codes[col % SIZE] ?? NaN, offset: 0 },
    complete: true,
  }
}

/** Its table has no negative zero. */
const codeOf = (nibble: number) => (nibble === 8 ? 0 : e2m1(nibble))
