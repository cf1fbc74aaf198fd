import type { FeedForwardRecipe, LayerRecipe, NormPlace, WeightSlot } from '../families/recipe'
import { attention } from './attention'
import { activate, linear, times } from './linear'
import { norm, Slots } from './norm'
import { GraphBuilder, type Value } from './onnx'

/**
 * The steps of a decoder layer, in the order they run; only the weights of one step are in memory at a time. A layer of 70B has 855 M
 * weights, its largest step 235 M.
 */
export const STEPS = ['attention', 'gate', 'up', 'down'] as const
export type Step = (typeof STEPS)[number]

/** Norms that belong to the layer's end. */
const JOINING: readonly NormPlace[] = ['feed_forward_post_norm', 'feed_forward_sum_norm']
const isJoining = ({ slot }: WeightSlot) => JOINING.some((place) => slot.startsWith(place))
/** Slots of a feed-forward block by step; gate and up stored as one matrix are one step. */
const BLOCK_STEPS: Readonly<Record<string, Step>> = {
  gate: 'gate',
  gate_bias: 'gate',
  gate_up: 'up',
  gate_up_bias: 'up',
  up: 'up',
  up_bias: 'up',
  down: 'down',
  down_bias: 'down',
}

/** The weights of one step. The norms of the layer's end go with `down`. */
export function weightsOf({ weights }: LayerRecipe, step: Step): WeightSlot[] {
  const stepOf = (weight: WeightSlot): Step => BLOCK_STEPS[weight.slot] ?? (isJoining(weight) ? 'down' : 'attention')
  return weights.filter((weight) => stepOf(weight) === step)
}

/**
 * From the residual stream to what the feed-forward block reads. Inputs: `h` [B, S, hidden], the step's weights, and as far as its attention
 * needs them `cos` and `sin` [P, dim / 2] with P >= S, `positions` [B, S], `last` [B] (S - 1 each), `length` (S), `mask` [1, heads or 1,
 * S, S]. Outputs [B, S, hidden]: `base`, to which the feed-forward block's output is added, and `n`, what that block reads. In a
 * layer of experts also `scores` [B, S, experts], by which tokens choose, and where the shared expert has a gate `shared_weight` [B, S, 1].
 */
export function attentionGraph(recipe: LayerRecipe): Uint8Array {
  const graph = new GraphBuilder()
  const shape = ['B', 'S', recipe.hidden]
  const h = graph.input('h', 'float', shape)
  const slots = Slots.declare(graph, weightsOf(recipe, 'attention'))
  const { base, n } = attend(graph, recipe, slots, h)
  graph.output('base', base, 'float', shape)
  graph.output('n', n, 'float', shape)
  if (recipe.experts === null) return graph.model()
  graph.output('scores', linear(graph, slots, recipe.axes, n, 'router'), 'float', ['B', 'S', recipe.experts.count])
  if (recipe.experts.shared === 'gated')
    graph.output(
      'shared_weight',
      graph.node('Sigmoid', [linear(graph, slots, recipe.axes, n, 'shared_gate')]),
      'float',
      ['B', 'S', 1],
    )
  return graph.model()
}

function attend(graph: GraphBuilder, recipe: LayerRecipe, slots: Slots, h: Value): { base: Value; n: Value } {
  const normed = (value: Value, place: NormPlace) =>
    recipe.norms.includes(place) ? norm(graph, recipe.norm, slots, value, place, recipe.hidden) : value
  const read = normed(h, 'attention_norm')
  const given = normed(attention(graph, recipe, slots, read), 'attention_post_norm')
  const from = recipe.residualFromNorm ? read : h
  const middle = normed(graph.node('Add', [from, times(graph, given, recipe.residualScale)]), 'attention_sum_norm')
  if (recipe.parallel)
    return { base: middle, n: recipe.norms.includes('feed_forward_norm') ? normed(h, 'feed_forward_norm') : read }
  const n = normed(middle, 'feed_forward_norm')
  return { base: recipe.residualFromNorm ? n : middle, n }
}

/** A feed-forward block, of a layer or of an expert. */
export interface Block {
  readonly hidden: number
  readonly axes: LayerRecipe['axes']
  readonly feedForward: FeedForwardRecipe
  readonly weights: readonly WeightSlot[]
  /** Of its slots' names. */
  readonly prefix: '' | 'expert_'
}

/** The block of a layer, or its shared expert. */
export function blockOf({ hidden, axes, feedForward, weights }: LayerRecipe): Block {
  return { hidden, axes, feedForward, prefix: '', weights: weights.filter(({ slot }) => slot in BLOCK_STEPS) }
}

/** A layer's expert; null when it has none. */
export function expertOf({ hidden, axes, feedForward: { activation }, experts }: LayerRecipe): Block | null {
  if (experts === null) return null
  const { intermediate, weights } = experts
  return { hidden, axes, feedForward: { intermediate, activation, gated: 'two-matrices' }, prefix: 'expert_', weights }
}

/** The steps of a block up to the down projection's input. */
export function innerSteps({ feedForward: { gated } }: Block): readonly ('gate' | 'up')[] {
  return gated === 'two-matrices' ? ['gate', 'up'] : ['up']
}

/** A graph of one step of a block, with the slots of its weights. */
function blockGraph({ prefix, weights }: Block, step: Step): { graph: GraphBuilder; slots: Slots } {
  const graph = new GraphBuilder()
  return {
    graph,
    slots: Slots.declare(
      graph,
      weights.filter(({ slot }) => BLOCK_STEPS[slot.slice(prefix.length)] === step),
    ),
  }
}

/** The activated gate, where it is a matrix of its own. Inputs: `n` [T, hidden], the weights. Output: `x` [T, intermediate]. */
export function gateGraph(block: Block): Uint8Array {
  const { hidden, axes, feedForward, prefix } = block
  const { graph, slots } = blockGraph(block, 'gate')
  const n = graph.input('n', 'float', ['T', hidden])
  graph.output('x', activate(graph, feedForward.activation, linear(graph, slots, axes, n, `${prefix}gate`)), 'float', [
    'T',
    feedForward.intermediate,
  ])
  return graph.model()
}

/** The down projection's input. Inputs: `n` [T, hidden], after a gate step its output as `gate` [T, intermediate], the weights. Output: `x` [T, intermediate]. */
export function upGraph(block: Block): Uint8Array {
  const {
    hidden,
    axes,
    feedForward: { intermediate, activation, gated },
    prefix,
  } = block
  const { graph, slots } = blockGraph(block, 'up')
  const n = graph.input('n', 'float', ['T', hidden])
  const project = (slot: string) => linear(graph, slots, axes, n, `${prefix}${slot}`)
  const inner = (): Value => {
    if (gated === 'no') return activate(graph, activation, project('up'))
    if (gated === 'two-matrices')
      return graph.node('Mul', [graph.input('gate', 'float', ['T', intermediate]), project('up')])
    const [gate = '', up = ''] = graph.split(project('gate_up'), 1, [intermediate, intermediate])
    return graph.node('Mul', [activate(graph, activation, gate), up])
  }
  graph.output('x', inner(), 'float', ['T', intermediate])
  return graph.model()
}

/** The down projection. Inputs: `x` [T, intermediate], the weights. Output: `y` [T, hidden]. */
export function downGraph(block: Block): Uint8Array {
  const { hidden, axes, feedForward, prefix } = block
  const { graph, slots } = blockGraph(block, 'down')
  const x = graph.input('x', 'float', ['T', feedForward.intermediate])
  graph.output('y', linear(graph, slots, axes, x, `${prefix}down`), 'float', ['T', hidden])
  return graph.model()
}

/** Whether `y` enters the residual stream as it is: the layer ends in `h_out = base + y`. */
export function joinsPlainly({ norms, residualScale }: LayerRecipe): boolean {
  return residualScale === 1 && !norms.some((place) => JOINING.includes(place))
}

/** The end of a layer. Inputs: `base` and `y` [T, hidden], the weights of its norms. Outputs: `residual_update`, what of y enters the residual stream, and `h_out`, what that then is. */
export function joinGraph(recipe: LayerRecipe): Uint8Array {
  const graph = new GraphBuilder()
  const shape = ['T', recipe.hidden]
  const base = graph.input('base', 'float', shape)
  const y = graph.input('y', 'float', shape)
  const slots = Slots.declare(graph, recipe.weights.filter(isJoining))
  const normed = (value: Value, place: NormPlace) =>
    recipe.norms.includes(place) ? norm(graph, recipe.norm, slots, value, place, recipe.hidden) : value
  const residualUpdate = times(graph, normed(y, 'feed_forward_post_norm'), recipe.residualScale)
  graph.output('h_out', normed(graph.node('Add', [base, residualUpdate]), 'feed_forward_sum_norm'), 'float', shape)
  graph.output('residual_update', residualUpdate, 'float', shape)
  return graph.model()
}
