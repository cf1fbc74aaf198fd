import type { BlockType, Scalar } from './block-type'

/**
 * One scalar of a block.
 * @param block the whole block, as stored
 * @param element index within the block, as `blockOf` computes it
 * @throws RangeError when `block` is not of the type's size, or has no such element
 */
export function readScalar(block: Uint8Array, type: BlockType, element: number): Scalar {
  const { name, elements } = type
  if (!Number.isInteger(element) || element < 0 || element >= elements)
    throw new RangeError(
      `element ${element} is outside a block of ${name}, whose elements go from 0 to ${elements - 1}`,
    )
  return type.read(viewOf(block, type), element)
}

/**
 * All values of a block, as float32.
 * @throws RangeError when `block` is not of the type's size
 */
export function decodeBlock(block: Uint8Array, type: BlockType): Float32Array {
  const view = viewOf(block, type)
  return Float32Array.from({ length: type.elements }, (_, element) => type.read(view, element).value)
}

function viewOf(block: Uint8Array, { name, bytes }: BlockType): DataView {
  if (block.length !== bytes) throw new RangeError(`a block of ${name} has ${bytes} bytes, not ${block.length}`)
  return new DataView(block.buffer, block.byteOffset, bytes)
}
