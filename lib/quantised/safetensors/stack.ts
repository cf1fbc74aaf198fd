import { shapeOf } from './module-tensors'
import type { Part } from './part'
import { QuantisedError } from './quantised-error'

/** [experts, rows, columns] of a matrix, whose experts are null, or of a stack of them. @throws QuantisedError for other tensors */
export function stackOf(part: Part): readonly [number | null, number, number] {
  const [first, second, third] = part.shape
  if (part.shape.length === 2 && first && second) return [null, first, second]
  if (part.shape.length === 3 && first && second && third) return [first, second, third]
  throw new QuantisedError(`${shapeOf(part)}; a matrix, or a stack of one for each expert, was expected`)
}
