/** One scalar as stored: the tensor's name on disk, and the row and column of its 2-D matrix. */
export interface Coordinate {
  readonly tensor: string
  readonly row: number
  readonly col: number
}

/** What a coordinate means in the network, independent of how its family stores the matrix. */
export interface Reading {
  /** Decoder layer, counted from 0. */
  readonly layer: number
  /** Expert of a mixture-of-experts layer, or null. */
  readonly expert: number | null
  /** Residual-stream channel written by the down projection (`j` of `y[t, j]`). */
  readonly outputChannel: number
  /** Intermediate neuron read by it (`k` of `x[t, k]`). */
  readonly inputNeuron: number
}

/** A coordinate as typed: with the tensor named, or without (`layer:row:col`, `layer:expert:row:col`), where the family determines the tensor. */
export interface ParsedCoordinate {
  /** Normalised tensor name without `model.`, or null where none was named. */
  readonly tensor: string | null
  readonly layer: number
  readonly expert: number | null
  readonly row: number
  readonly col: number
}

/** Text that is not a coordinate. `suggestion` is the nearest valid spelling, if any; `suggestions` holds every reading of an ambiguous text. */
export class CoordinateError extends Error {
  override readonly name = 'CoordinateError'
  constructor(
    message: string,
    readonly input: string,
    readonly suggestion: string | null,
    readonly suggestions: readonly string[] = suggestion === null ? [] : [suggestion],
  ) {
    super(message)
  }
}
