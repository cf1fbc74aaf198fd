import type { EmbeddingRecipe } from '../families/recipe'
import { norm, Slots } from './norm'
import { GraphBuilder, MICROSOFT } from './onnx'

/** Whether an embedding is more than rows and positions added up. */
export function embeddingHasGraph({ norm: normed, weights }: EmbeddingRecipe): boolean {
  return normed !== null || weights.length > 0
}

/** Inputs: `rows` [T, width], `offsets` [T, hidden] (what positions add), the embedding's weight slots. Output: `h_out` [T, hidden]. */
export function embeddingGraph(recipe: EmbeddingRecipe, hidden: number): Uint8Array {
  const graph = new GraphBuilder()
  const rows = graph.input('rows', 'float', ['T', recipe.width])
  const offsets = graph.input('offsets', 'float', ['T', hidden])
  const slots = Slots.declare(graph, recipe.weights)
  const projected = slots.has('projection')
    ? graph.node('FusedMatMul', [rows, 'projection'], { domain: MICROSOFT, attributes: { transB: { int: 1 } } })
    : rows
  const sum = graph.node('Add', [projected, offsets])
  graph.output('h_out', recipe.norm === null ? sum : norm(graph, recipe.norm, slots, sum, 'norm', hidden), 'float', [
    'T',
    hidden,
  ])
  return graph.model()
}
