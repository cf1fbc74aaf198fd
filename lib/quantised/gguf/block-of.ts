import { BlockError } from './block-error'
import type { BlockType } from './block-type'

/** Which scalar of a tensor is meant. */
export interface Place {
  readonly type: BlockType
  /**
   * As GGUF stores it, the fast axis first: [in, out], or [in, out, experts] where the experts of a layer are one tensor. This is the
   * reverse of safetensors and PyTorch.
   */
  readonly shape: readonly number[]
  /** Below `out`. */
  readonly row: number
  /** Below `in`. */
  readonly col: number
  /** Below `experts`; required with three axes, and absent with two. */
  readonly expert?: number
}

/** Where a scalar is stored. */
export interface BlockLocation {
  /** The first byte of its block, from the beginning of the tensor's data. */
  readonly offset: number
  /** Bytes of the block. */
  readonly length: number
  /** Its index within the block. */
  readonly element: number
}

/**
 * The block that stores a scalar. Rows are whole blocks, one after the other, expert by expert (`ggml_row_size` and `nb` of ggml.c,
 * ggml-org/llama.cpp).
 * @throws BlockError when the shape has not two or three axes, a row is not a multiple of the block, or an index is out of range
 */
export function blockOf({ type, shape, row, col, expert }: Place): BlockLocation {
  const [inputs, outputs, experts] = axesOf(shape, type)
  checkIndex('row', row, outputs)
  checkIndex('column', col, inputs)
  if (experts === null && expert !== undefined)
    throw new BlockError(`a tensor of shape [${shape.join(', ')}] has no experts`)
  if (experts !== null) checkIndex('expert', expert, experts)
  const blocksPerRow = inputs / type.elements
  const block = ((expert ?? 0) * outputs + row) * blocksPerRow + Math.floor(col / type.elements)
  return { offset: block * type.bytes, length: type.bytes, element: col % type.elements }
}

function axesOf(shape: readonly number[], { name, elements, bytes }: BlockType) {
  const [inputs, outputs, experts = null] = shape
  if (inputs === undefined || outputs === undefined || shape.length > 3)
    throw new BlockError(`a row and a column need two axes, or three with experts; the shape is [${shape.join(', ')}]`)
  const stored = (shape.reduce((product, length) => product * length, 1) / elements) * bytes
  if (!shape.every((length) => Number.isSafeInteger(length) && length > 0) || stored > Number.MAX_SAFE_INTEGER)
    throw new BlockError(`[${shape.join(', ')}] is not the shape of a tensor`)
  if (inputs % elements !== 0)
    throw new BlockError(`rows of ${inputs} are not a multiple of ${elements}, the elements of a block of ${name}`)
  return [inputs, outputs, experts] as const
}

function checkIndex(axis: string, index: number | undefined, length: number): void {
  if (index === undefined) throw new BlockError(`the tensor has ${length} ${axis}s; the index of one is missing`)
  if (Number.isSafeInteger(index) && 0 <= index && index < length) return
  throw new BlockError(`${axis} ${index} is out of range: ${axis}s go from 0 to ${length - 1}`)
}
