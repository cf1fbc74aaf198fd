import type { Bits, Range } from '@/lib/edited-demo/settings'

/** A setting of round-to-nearest: symmetric, one step per group, the code 0 among the codes. */
export interface Setting {
  readonly bits: Bits
  /** Weights that share a step: so many consecutive ones of a row, or all. Divides the matrix. */
  readonly group: number
  readonly range: Range
}

export interface Rounded {
  /** The matrix after rounding, stored order. */
  readonly values: Float64Array
  /** The step of the group that holds the weight. */
  readonly step: number
}

/** Share of a group's weights that a clipped range leaves out: at least one. */
const CLIPPED = 0.01

/**
 * Rounds a matrix, in double precision.
 * - `largest`: the range reaches to the largest |w| of a group.
 * - `clipped`: it leaves out the largest 1 % of the group, at least one weight, and what is beyond becomes its end.
 * - `apart`: the weight at `index` stays as it is, and the range of its group reaches to the largest of the others.
 */
export function roundMatrix(matrix: Float32Array, index: number, { bits, group, range }: Setting): Rounded {
  const values = new Float64Array(matrix.length)
  const codes = 2 ** (bits - 1) - 1
  let step = NaN
  for (let first = 0; first < matrix.length; first += group) {
    const part = matrix.subarray(first, first + group)
    const own = index - first
    const holds = own >= 0 && own < group
    const size = rangeOf(range === 'apart' && holds ? part.filter((_, i) => i !== own) : part, range) / codes
    part.forEach((w, i) => {
      values[first + i] = size === 0 ? 0 : Math.max(-codes, Math.min(codes, Math.round(w / size))) * size
    })
    if (holds) step = size
  }
  if (range === 'apart') values[index] = matrix[index] ?? NaN
  return { values, step }
}

function rangeOf(part: Float32Array, range: Range): number {
  const sizes = part.map(Math.abs).sort().reverse()
  return sizes[range === 'clipped' ? Math.ceil(CLIPPED * part.length) : 0] ?? 0
}
