import type { AttentionRecipe, LayerRecipe } from '../families/recipe'
import type { Rope } from '../families/rope'
import { latentHeads, type Turn } from './latent'
import { linear } from './linear'
import { norm, type Slots } from './norm'
import { ABSENT, MICROSOFT, type Attribute, type GraphBuilder, type Value } from './onnx'

/**
 * The attention operator. GroupQueryAttention is the fastest and needs the least memory, but requires head sizes divisible by 8;
 * the standard Attention takes the others (OpenLLaMA 3B has 100), 15 % slower, and with a mask what neither has built in:
 * ALiBi, and windows where GroupQueryAttention cannot be used.
 */
export function mixerOf({ headDim, alibi, window, latent }: AttentionRecipe): 'group-query' | 'plain' | 'masked' {
  // Its values and keys differ in width.
  if (latent !== null) return 'plain'
  if (alibi !== null) return 'masked'
  if (headDim % 8 === 0) return 'group-query'
  return window === null ? 'plain' : 'masked'
}

/** Self-attention of normed tokens [B, S, hidden], its output projected: [B, S, hidden]. */
export function attention(graph: GraphBuilder, layer: LayerRecipe, slots: Slots, value: Value): Value {
  const inputs =
    layer.attention.latent === null
      ? heads(graph, layer, slots, value)
      : latentHeads(graph, layer, layer.attention.latent, slots, value, turner(graph, layer.attention))
  return linear(graph, slots, layer.axes, mix(graph, layer.attention, inputs), 'attention_out')
}

/** q, k and v, rotated. */
function heads(graph: GraphBuilder, { attention: recipe, axes }: LayerRecipe, slots: Slots, value: Value): Value[] {
  const project = (slot: string) => linear(graph, slots, axes, value, slot)
  const [q, k, v] =
    recipe.fusedGroups === null
      ? [project('query'), project('key'), project('value')]
      : taken(graph, recipe, recipe.fusedGroups, project('query_key_value'))
  const query = clip(graph, recipe, headNorm(graph, recipe, slots, q ?? ABSENT, 'query_norm', recipe.heads))
  const key = clip(graph, recipe, headNorm(graph, recipe, slots, k ?? ABSENT, 'key_norm', recipe.kvHeads))
  const turn = turner(graph, recipe)
  return [turn(query, recipe.heads), turn(key, recipe.kvHeads), clip(graph, recipe, v ?? ABSENT)]
}

/** Splits q, k and v out of one projection: [B, S, groups * (q heads, k heads, v heads of a group)]. */
function taken(
  graph: GraphBuilder,
  { heads, kvHeads, headDim }: AttentionRecipe,
  groups: number,
  fused: Value,
): Value[] {
  const sizes = [heads, kvHeads, kvHeads].map((count) => (count / groups) * headDim)
  if (groups === 1) return graph.split(fused, 2, sizes)
  const grouped = graph.node('Reshape', [fused, graph.ints([0, 0, groups, sizes.reduce((a, b) => a + b, 0)])])
  return graph.split(grouped, 3, sizes).map((part) => graph.node('Reshape', [part, graph.ints([0, 0, -1])]))
}

function headNorm(
  graph: GraphBuilder,
  { queryKeyNorm, headDim }: AttentionRecipe,
  slots: Slots,
  value: Value,
  slot: string,
  heads: number,
): Value {
  if (queryKeyNorm === null) return value
  if (queryKeyNorm.over === 'width') return norm(graph, queryKeyNorm.norm, slots, value, slot, heads * headDim)
  const split = graph.node('Reshape', [value, graph.ints([0, 0, heads, headDim])])
  return graph.node('Reshape', [
    norm(graph, queryKeyNorm.norm, slots, split, slot, headDim),
    graph.ints([0, 0, heads * headDim]),
  ])
}

function clip(graph: GraphBuilder, { clip: limit }: AttentionRecipe, value: Value): Value {
  return limit === null ? value : graph.node('Clip', [value, graph.floats(-limit), graph.floats(limit)])
}

/** Rotation is a node of its own: inside GroupQueryAttention it would require head sizes divisible by 16; the speed is the same. */
function turner(graph: GraphBuilder, { rope, headDim, latent }: AttentionRecipe): Turn {
  if (rope === null) return (value) => value
  const cos = graph.input('cos', 'float', ['P', rope.dim / 2])
  const sin = graph.input('sin', 'float', ['P', rope.dim / 2])
  const positions = graph.input('positions', 'int64', ['B', 'S'])
  const width = latent === null ? headDim : headDim - latent.unrotated
  return (value, count) =>
    graph.node('RotaryEmbedding', [value, cos, sin, positions], { attributes: rotation(rope, count, width) })
}

function rotation({ dim, interleaved }: Rope, heads: number, headDim: number) {
  return {
    num_heads: { int: heads },
    interleaved: { int: interleaved ? 1 : 0 },
    ...(dim === headDim ? {} : { rotary_embedding_dim: { int: dim } }),
  }
}

function mix(graph: GraphBuilder, recipe: AttentionRecipe, inputs: readonly Value[]): Value {
  const mixer = mixerOf(recipe)
  const scale = { float: recipe.scale }
  const softcap: Readonly<Record<string, Attribute>> =
    recipe.softcap === null ? {} : { softcap: { float: recipe.softcap } }
  if (mixer !== 'group-query') {
    const mask =
      mixer === 'masked' ? [graph.input('mask', 'float', [1, recipe.alibi === null ? 1 : recipe.heads, 'S', 'S'])] : []
    return graph.node('Attention', [...inputs, ...mask], {
      attributes: {
        q_num_heads: { int: recipe.heads },
        kv_num_heads: { int: recipe.kvHeads },
        is_causal: { int: mixer === 'plain' ? 1 : 0 },
        scale,
        ...softcap,
      },
    })
  }
  const last = graph.input('last', 'int32', ['B'])
  const length = graph.input('length', 'int32', [])
  return graph.node('GroupQueryAttention', [...inputs, ABSENT, ABSENT, last, length], {
    domain: MICROSOFT,
    outputs: 3,
    attributes: {
      num_heads: { int: recipe.heads },
      kv_num_heads: { int: recipe.kvHeads },
      scale,
      ...softcap,
      ...(recipe.window === null ? {} : { local_window_size: { int: recipe.window } }),
    },
  })
}
