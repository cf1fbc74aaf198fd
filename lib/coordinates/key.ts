import type { Coordinate } from './types'

/**
 * Names a scalar within its checkpoint: two coordinates are the same exactly when their keys are. Stored claims and sets are named by hashes of it, so its
 * spelling never changes; what people read is `printStored`.
 */
export function keyOf({ tensor, row, col }: Coordinate): string {
  return `${tensor}[${row},${col}]`
}
