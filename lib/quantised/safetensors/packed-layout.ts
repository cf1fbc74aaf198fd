import { wordsOf } from './bit-stream'
import { expectShape, matrixOf, type ModuleTensors, shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'

const FLOATS = ['F16', 'BF16', 'F32']
/** Where config.json names none. */
const USUAL_BITS = [4, 8]

/** The tensors of a module in pack-quantized, and what their shapes say. */
export interface PackedLayout {
  readonly packed: Part
  readonly scale: Part
  readonly zeros: Part | null
  readonly order: Part | null
  readonly bits: number
  readonly out: number
  readonly inputs: number
  readonly groups: number
  /** Inputs of a group. */
  readonly size: number
}

/** @throws QuantisedError when the tensors do not fit each other */
export async function packedLayout(tensors: ModuleTensors): Promise<PackedLayout> {
  const packed = tensors.need('.weight_packed', ['I32'])
  const scale = tensors.need('.weight_scale', FLOATS)
  const [out, inputs] = await shapeStored(tensors)
  const bits = bitsOf(tensors, packed, inputs)
  expectShape(packed, [out, wordsOf(0, inputs, bits).end])
  const groups = groupsOf(scale, out)
  if (inputs % groups !== 0)
    throw new QuantisedError(`${shapeOf(scale)}; ${inputs} inputs are not groups of one size then`)
  const zeros = tensors.has('.weight_zero_point') ? tensors.need('.weight_zero_point', ['I32']) : null
  if (zeros !== null) expectShape(zeros, [wordsOf(0, out, bits).end, groups])
  const order = tensors.has('.weight_g_idx') ? tensors.need('.weight_g_idx', ['I32']) : null
  if (order !== null) expectShape(order, [inputs])
  return { packed, scale, zeros, order, bits, out, inputs, groups, size: inputs / groups }
}

async function shapeStored(tensors: ModuleTensors): Promise<readonly [number, number]> {
  const stored = tensors.need('.weight_shape', ['I64', 'I32'])
  expectShape(stored, [2])
  const [out = 0, inputs = 0] = await stored.numbers({ first: 0, count: 2 })
  if (out > 0 && inputs > 0 && out * inputs < 2 ** 47) return [out, inputs]
  throw new QuantisedError(`"${stored.name}" says [${out}, ${inputs}], which is the shape of no matrix`)
}

/** config.json has the widths of all modules of a kind: the shapes decide which is this one's. */
function bitsOf({ settings }: ModuleTensors, packed: Part, inputs: number): number {
  const said = Object.values(settings.config_groups ?? {}).flatMap(({ weights }) => weights?.num_bits ?? [])
  const [, words] = matrixOf(packed)
  const fitting = [...new Set(said.length > 0 ? said : USUAL_BITS)].filter(
    (bits) => wordsOf(0, inputs, bits).end === words,
  )
  const [bits] = fitting
  if (bits !== undefined && fitting.length === 1) return bits
  throw new QuantisedError(`${shapeOf(packed)}, which holds ${inputs} inputs at no width that config.json names`)
}

function groupsOf(scale: Part, out: number): number {
  if (scale.count === 1) return 1
  const [rows, groups] = matrixOf(scale)
  if (rows !== out) throw new QuantisedError(`${shapeOf(scale)}; ${out} rows were expected`)
  return groups
}
