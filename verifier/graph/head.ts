import type { HeadRecipe } from '../families/recipe'
import { softcap, times } from './linear'
import { norm, Slots } from './norm'
import { GraphBuilder, MICROSOFT } from './onnx'
import { rowStride, widen } from './rows'

/**
 * The output head on one slice of the vocabulary. Inputs: `h` [T, hidden], the head's weight slots, `rows` [V, rowStride(width)] (a
 * slice of the head's matrix), `bias` [V] where there is one, `targets` [T, 1] (indices within the slice). Outputs: `logits` [T, V];
 * `highest` [T, 1], the slice's largest logit; `exp_sum` [T, 1], the sum of exp(logit - highest); `target_logit` [T, 1]. The
 * whole vocabulary's logits (256,000 x 2048 floats) never exist at once. The logarithm is left to the caller: a float32 log-sum
 * near 10 is rounded to 1e-6, as much as the whole loss of an easy token.
 */
export function headGraph(recipe: HeadRecipe, hidden: number): Uint8Array {
  const graph = new GraphBuilder()
  const h = graph.input('h', 'float', ['T', hidden])
  const slots = Slots.declare(graph, recipe.weights)
  const rows = graph.input('rows', 'float', ['V', rowStride(recipe.width)])
  const targets = graph.input('targets', 'int64', ['T', 1])
  const transposed = { domain: MICROSOFT, attributes: { transB: { int: 1 } } }
  const n = recipe.norm === null ? h : norm(graph, recipe.norm, slots, h, 'norm', hidden)
  const read = slots.has('projection') ? graph.node('FusedMatMul', [n, 'projection'], transposed) : n
  const product = graph.node('FusedMatMul', [widen(graph, read, recipe.width), rows], transposed)
  const sum = recipe.bias === null ? product : graph.node('Add', [product, graph.input('bias', 'float', ['V'])])
  const logits = softcap(graph, times(graph, sum, recipe.scale), recipe.softcap)
  const vocabulary = graph.ints([1])
  const highest = graph.node('ReduceMax', [logits, vocabulary])
  const expSum = graph.node('ReduceSum', [graph.node('Exp', [graph.node('Sub', [logits, highest])]), vocabulary])
  graph.output('logits', logits, 'float', ['T', 'V'])
  graph.output('highest', highest, 'float', ['T', 1])
  graph.output('exp_sum', expSum, 'float', ['T', 1])
  graph.output(
    'target_logit',
    graph.node('GatherElements', [logits, targets], { attributes: { axis: { int: 1 } } }),
    'float',
    ['T', 1],
  )
  return graph.model()
}
