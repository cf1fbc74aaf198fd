import { z } from 'zod'
import { wordsOf } from './bit-stream'
import { expectShape, type ModuleTensors, shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'
import { stackOf } from './stack'

const FLOATS = ['F16', 'BF16', 'F32']
const WIDTHS = [2, 3, 4, 5, 6, 8]
/** As `mlx.core.quantize` allows them. */
const SIZES = [32, 64, 128]

/** The tensors of a module in MLX, and what their shapes and config.json say. */
export interface MlxLayout {
  readonly weight: Part
  readonly scales: Part
  readonly biases: Part
  /** Null of a single matrix. */
  readonly experts: number | null
  readonly bits: number
  readonly out: number
  readonly inputs: number
  readonly groups: number
  /** Inputs of a group. */
  readonly size: number
}

/** @throws QuantisedError when the tensors do not fit each other, or config.json says no width */
export function mlxLayout(tensors: ModuleTensors): MlxLayout {
  const weight = tensors.need('.weight', ['U32'])
  const scales = tensors.need('.scales', FLOATS)
  const biases = tensors.need('.biases', [scales.dtype])
  const [experts, out, words] = stackOf(weight)
  const [, , groups] = stackOf(scales)
  expectShape(scales, experts === null ? [out, groups] : [experts, out, groups])
  expectShape(biases, scales.shape)
  const { bits, size } = widthsOf(tensors, weight, words, groups)
  return { weight, scales, biases, experts, bits, out, inputs: groups * size, groups, size }
}

const moduleSchema = z.looseObject({ bits: z.int(), group_size: z.int() }).optional().catch(undefined)

/** Shapes alone say the product of both: config.json says each, for the module or for all. */
function widthsOf({ settings, module }: ModuleTensors, weight: Part, words: number, groups: number) {
  const { bits, group_size: size } = moduleSchema.parse(settings[module]) ?? settings
  if (bits === undefined || size === undefined || !WIDTHS.includes(bits) || !SIZES.includes(size))
    throw new QuantisedError(
      `config.json says no bits (${WIDTHS.join(', ')}) and group_size (${SIZES.join(', ')}) of ${module}, which MLX writes there`,
    )
  if (wordsOf(0, groups * size, bits).end !== words)
    throw new QuantisedError(
      `${shapeOf(weight)}, which ${groups} groups of ${size} numbers of ${bits} bits do not fill`,
    )
  return { bits, size }
}
