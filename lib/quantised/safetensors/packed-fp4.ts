import { roundToBf16 } from '@/lib/numbers/round'
import { expectShape, matrixOf, type ModuleTensors } from './module-tensors'
import { nibblesOf } from './nibbles'
import { e2m1, exponentScale } from './small-floats'
import type { DecodedGroup, WeightPlace } from './types'

/** Whether the module has two numbers of four bits in a byte, as compressed-tensors packs them. */
export const isPackedFp4 = (tensors: ModuleTensors) => tensors.dtypeOf('.weight_packed') === 'U8'

/**
 * compressed-tensors' nvfp4-pack-quantized and mxfp4-pack-quantized: `weight_packed` uint8 [out, in / 2], numbers of E2M1, the low nibble
 * first. nvfp4 has a `weight_scale` E4M3 [out, in / 16] and a `weight_global_scale` float32 that divides it; mxfp4 a `weight_scale` [out,
 * in / 32] of exponents. A value is `code * scale` in float32, rounded to bfloat16.
 * Source: `NVFP4PackedCompressor.decompress` and `decompress_mx_scale` of compressed-tensors 0.20.
 */
export async function readPackedFp4(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const packed = tensors.need('.weight_packed', ['U8'])
  const [out, bytes] = matrixOf(packed)
  const inputs = 2 * bytes
  tensors.check([out, inputs])
  const nvidia = tensors.has('.weight_global_scale')
  const size = nvidia ? 16 : 32
  const groups = Math.ceil(inputs / size)
  const scale = tensors.need('.weight_scale', nvidia ? ['F8_E4M3'] : ['U8'])
  expectShape(scale, [out, groups])
  const first = Math.floor(col / size) * size
  const end = Math.min(inputs, first + size)
  const [stored, overall, codes] = await Promise.all([
    scale.number(row * groups + first / size),
    nvidia ? globalScale(tensors) : 1,
    nibblesOf(packed, row * inputs + first, row * inputs + end),
  ])
  const step = nvidia ? Math.fround(stored / overall) : exponentScale(stored)
  return {
    form: `compressed-tensors, ${nvidia ? 'nvfp4' : 'mxfp4'}-pack-quantized`,
    tensor: packed.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToBf16(Math.fround(e2m1(code) * step))),
    index: col - first,
    scaling: { step, code: e2m1(codes[col - first] ?? NaN), offset: 0 },
    complete: true,
  }
}

async function globalScale(tensors: ModuleTensors): Promise<number> {
  const part = tensors.need('.weight_global_scale', ['F32'])
  expectShape(part, part.shape.length === 0 ? [] : [1])
  return part.number(0)
}
