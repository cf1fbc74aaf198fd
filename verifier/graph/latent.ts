import type { LayerRecipe, Latent } from '../families/recipe'
import { linear } from './linear'
import { norm, type Slots } from './norm'
import type { GraphBuilder, Value } from './onnx'

/** Rotates the heads of a value [B, S, heads * rope dim]. */
export type Turn = (value: Value, heads: number) => Value

/**
 * q, k and v of attention through a latent: [B, S, heads * headDim] twice, and [B, S, heads * valueDim]. All heads share the rotated
 * part of a key.
 */
export function latentHeads(
  graph: GraphBuilder,
  { attention, axes }: LayerRecipe,
  latent: Latent,
  slots: Slots,
  value: Value,
  turn: Turn,
): Value[] {
  const { heads, headDim } = attention
  const rotated = headDim - latent.unrotated
  const project = (from: Value, slot: string) => linear(graph, slots, axes, from, slot)
  const shaped = (from: Value, shape: readonly number[]) => graph.node('Reshape', [from, graph.ints(shape)])
  const joined = (parts: readonly Value[]) =>
    shaped(graph.node('Concat', parts, { attributes: { axis: { int: 3 } } }), [0, 0, heads * headDim])

  const [queryPlain = '', queryTurned = ''] = graph.split(
    shaped(query(graph, latent, slots, value, project), [0, 0, heads, headDim]),
    3,
    [latent.unrotated, rotated],
  )
  const [narrow = '', keyTurned = ''] = graph.split(project(value, 'latent_down'), 2, [latent.rank, rotated])
  const wide = project(norm(graph, latent.norm, slots, narrow, 'latent_norm', latent.rank), 'latent_up')
  const [keyPlain = '', values = ''] = graph.split(shaped(wide, [0, 0, heads, latent.unrotated + latent.valueDim]), 3, [
    latent.unrotated,
    latent.valueDim,
  ])

  const turnedQuery = shaped(turn(shaped(queryTurned, [0, 0, heads * rotated]), heads), [0, 0, heads, rotated])
  const shared = graph.node('Tile', [shaped(turn(keyTurned, 1), [0, 0, 1, rotated]), graph.ints([1, 1, heads, 1])])
  return [
    joined([queryPlain, turnedQuery]),
    joined([keyPlain, shared]),
    shaped(values, [0, 0, heads * latent.valueDim]),
  ]
}

function query(
  graph: GraphBuilder,
  { queryRank, norm: latentNorm }: Latent,
  slots: Slots,
  value: Value,
  project: (from: Value, slot: string) => Value,
): Value {
  if (queryRank === null) return project(value, 'query')
  return project(norm(graph, latentNorm, slots, project(value, 'query_down'), 'query_down_norm', queryRank), 'query_up')
}
