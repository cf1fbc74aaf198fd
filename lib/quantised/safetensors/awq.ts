import { roundToDtype } from '@/lib/numbers/formats'
import { groupOf } from './group-of'
import { matrixOf, expectShape, type ModuleTensors, shapeOf } from './module-tensors'
import { MAX_SPAN, type Part } from './part'
import { QuantisedError } from './quantised-error'
import { nameOf } from './settings'
import type { DecodedGroup, WeightPlace } from './types'

const BITS = 4
const PER_WORD = 32 / BITS
/** Where output 0 to 7 of a word stands, in nibbles from the lowest: `AWQ_REVERSE_ORDER`. */
const ORDER = [0, 4, 1, 5, 2, 6, 3, 7]

/** Whether `qweight` is packed along its outputs: GPTQ packs it along its inputs, and its second axis is all outputs. */
export function isAwq(tensors: ModuleTensors): boolean {
  const packed = tensors.find('.qweight')?.shape[1]
  const out = tensors.find('.scales')?.shape[1]
  return packed !== undefined && out !== undefined && packed * PER_WORD === out
}

/**
 * AWQ of 4 bits in the layout gemm, and AutoRound in it: `qweight` int32 [in, out / 8], `qzeros` int32 [groups, out / 8], `scales`
 * [groups, out]. A value is `(code - zero) * scale`, rounded to the dtype of `scales`.
 * Source: `dequantize_gemm` of autoawq 0.2.9.
 */
export async function readAwq(tensors: ModuleTensors, { row, col }: WeightPlace): Promise<DecodedGroup> {
  const { qweight, qzeros, scales, out, inputs, size } = layoutOf(tensors)
  tensors.check([out, inputs])
  const words = out / PER_WORD
  const groups = { order: null, inputs, size, count: inputs / size, room: MAX_SPAN / (4 * words) }
  const { group, columns, complete } = await groupOf(groups, col)
  const [from = col] = columns
  const word = Math.floor(row / PER_WORD)
  const [zeroWord, step, codeWords] = await Promise.all([
    qzeros.number(group * words + word),
    scales.number(group * out + row),
    qweight.numbers({ first: from * words + word, count: columns.length, stride: words }),
  ])
  const shift = BITS * (ORDER[row % PER_WORD] ?? 0)
  const codes = codeWords.map((one) => ((one >>> shift) & 15) - ((zeroWord >>> shift) & 15))
  return {
    form: `${nameOf(tensors.settings, 'AWQ')}, ${BITS} bit`,
    tensor: qweight.name,
    shape: [out, inputs],
    values: Float64Array.from(codes, (code) => roundToDtype(code * step, scales.dtype)),
    index: col - from,
    scaling: { step, code: codes[col - from] ?? NaN, offset: 0 },
    complete,
  }
}

interface Layout {
  readonly qweight: Part
  readonly qzeros: Part
  readonly scales: Part
  readonly out: number
  readonly inputs: number
  /** Inputs of a group. */
  readonly size: number
}

function layoutOf(tensors: ModuleTensors): Layout {
  refuseOtherLayouts(tensors)
  const qweight = tensors.need('.qweight', ['I32'])
  const qzeros = tensors.need('.qzeros', ['I32'])
  const scales = tensors.need('.scales', ['F16', 'BF16', 'F32'])
  const [inputs, words] = matrixOf(qweight)
  const [groups] = matrixOf(qzeros)
  expectShape(qzeros, [groups, words])
  expectShape(scales, [groups, words * PER_WORD])
  if (inputs % groups !== 0)
    throw new QuantisedError(`${shapeOf(qzeros)}; ${inputs} inputs are not groups of one size then`)
  return { qweight, qzeros, scales, out: words * PER_WORD, inputs, size: inputs / groups }
}

function refuseOtherLayouts({ module, settings }: ModuleTensors): void {
  const version = (settings.version ?? settings.checkpoint_format ?? settings.format ?? 'gemm').toLowerCase()
  if (!/^(?:gemv|gemv_fast|llm-awq|marlin|bitblas|exllama|ipex)$/.test(version)) return
  throw new QuantisedError(`${module} is stored in the layout ${version} of AWQ, which is not read here; gemm is`)
}
