import { wordsOf } from './bit-stream'
import { expectShape, matrixOf, type ModuleTensors, shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'

const WIDTHS = [2, 3, 4, 8]
const FLOATS = ['F16', 'BF16', 'F32']

/** The tensors of a module in GPTQ, and what their shapes say. */
export interface GptqLayout {
  readonly qweight: Part
  readonly qzeros: Part
  readonly scales: Part
  readonly order: Part | null
  readonly bits: number
  readonly out: number
  readonly in: number
  /** Inputs of a group; all of them where `g_idx` alone knows. */
  readonly size: number
}

/** @throws QuantisedError when the tensors do not fit each other, or are in another layout */
export function gptqLayout(tensors: ModuleTensors): GptqLayout {
  refuseOtherLayouts(tensors)
  const qweight = tensors.need('.qweight', ['I32'])
  const qzeros = tensors.need('.qzeros', ['I32'])
  const scales = tensors.need('.scales', FLOATS)
  const order = tensors.has('.g_idx') ? tensors.need('.g_idx', ['I32']) : null
  const [words, out] = matrixOf(qweight)
  const [groups] = matrixOf(scales)
  expectShape(scales, [groups, out])
  const bits = bitsOf(tensors, qzeros, out)
  expectShape(qzeros, [groups, Math.ceil((out * bits) / 32)])
  // A last word may be filled up: g_idx has one entry for each input.
  const inputs = order === null ? Math.floor((words * 32) / bits) : order.count
  if (wordsOf(0, inputs, bits).end !== words)
    throw new QuantisedError(`${shapeOf(qweight)}, which ${inputs} inputs of ${bits} bits do not fill`)
  if (order !== null) expectShape(order, [inputs])
  return { qweight, qzeros, scales, order, bits, out, in: inputs, size: sizeOf(tensors, inputs, groups, order) }
}

function refuseOtherLayouts({ module, settings }: ModuleTensors): void {
  const format = formatOf(settings)
  if (format === undefined || /^(?:gptq(?:_v2)?|(?:auto_round(?::.*)?))$/.test(format)) return
  throw new QuantisedError(`${module} is stored in the layout ${format} of GPTQ, which is not read here`)
}

const formatOf = ({ checkpoint_format: checkpoint, format, packing_format: packing }: ModuleTensors['settings']) =>
  packing ?? checkpoint ?? format

/** Whether zero points are stored less one. AutoRound without the suffix `:auto_gptq` stores them as they are. Source: `GPTQ_FORMAT_NO_ZP` of auto_round 0.16. */
export function isV1({ settings }: ModuleTensors): boolean {
  return !['gptq_v2', 'auto_round', 'auto_round:gptqmodel'].includes(formatOf(settings) ?? 'gptq')
}

/** Mixed files have other widths than config.json says: the shapes decide. */
function bitsOf({ settings }: ModuleTensors, qzeros: Part, out: number): number {
  const [, words] = matrixOf(qzeros)
  const fitting = WIDTHS.filter((bits) => Math.ceil((out * bits) / 32) === words)
  const bits = fitting.find((width) => width === settings.bits) ?? (fitting.length === 1 ? fitting[0] : undefined)
  if (bits !== undefined) return bits
  throw new QuantisedError(
    `${shapeOf(qzeros)}; for ${out} outputs, zero points of ${WIDTHS.join(', ')} bits were expected`,
  )
}

function sizeOf({ settings, module }: ModuleTensors, inputs: number, groups: number, order: Part | null): number {
  const { group_size: said = -1 } = settings
  if (said > 0 && Math.ceil(inputs / said) === groups) return said
  if (inputs % groups === 0) return inputs / groups
  if (order !== null) return inputs
  throw new QuantisedError(
    `${module} has ${groups} groups of ${inputs} inputs; a group_size that gives them was expected`,
  )
}
