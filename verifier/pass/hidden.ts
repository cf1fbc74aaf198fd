/** Residual stream of some sequences of equal length: [sequences, length, hidden], laid flat. */
export interface Hidden {
  readonly data: Float32Array
  readonly sequences: number
  readonly length: number
}
