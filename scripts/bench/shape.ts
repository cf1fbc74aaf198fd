/** The sizes of a llama model. */
export interface Shape {
  readonly hidden: number
  readonly intermediate: number
  readonly heads: number
  readonly keyValueHeads: number
  readonly vocabulary: number
}

/** Llama-7B. */
export const SEVEN_B: Shape = { hidden: 4096, intermediate: 11008, heads: 32, keyValueHeads: 32, vocabulary: 32_000 }
/** Layers of Llama-7B; the benchmarks make fewer. */
export const SEVEN_B_LAYERS = 32
/** Llama-2-70B. */
export const SEVENTY_B: Shape = { hidden: 8192, intermediate: 28_672, heads: 64, keyValueHeads: 8, vocabulary: 32_000 }

/** Rows of the key and of the value projection. */
export const keyValueWidth = ({ hidden, heads, keyValueHeads }: Shape) => (hidden / heads) * keyValueHeads

/** Scalars of a layer's seven matrices; its norms are negligible. */
export function layerScalars(shape: Shape): number {
  const { hidden, intermediate } = shape
  return 2 * hidden * hidden + 2 * hidden * keyValueWidth(shape) + 3 * hidden * intermediate
}

/** Floating-point operations of one layer on one sequence: the matrices, and attention over the half that is not masked. */
export function layerWork(shape: Shape, tokens: number): number {
  return 2 * tokens * layerScalars(shape) + 2 * tokens * tokens * shape.hidden
}

/** Floating-point operations of the output head on all tokens. */
export function headWork({ hidden, vocabulary }: Shape, tokens: number): number {
  return 2 * tokens * hidden * vocabulary
}

/** Token ids that look at the whole vocabulary; the same for every measurement. */
export function tokenIds({ vocabulary }: Shape, tokens: number): number[] {
  return Array.from({ length: tokens }, (_, i) => (7919 * i + 13) % vocabulary)
}
