import type { LayerNames } from './slots'
import type { Names, Sizes } from './blueprint'
import { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
import type { ConfigReader } from './reader'

/** The names most families share with Llama. All matrices are stored [out, in]. */
export const LLAMA_LAYER: LayerNames = {
  at: 'model.layers.{layer}.',
  norms: [
    ['attention_norm', 'input_layernorm'],
    ['feed_forward_norm', 'post_attention_layernorm'],
  ],
  query: 'self_attn.q_proj',
  key: 'self_attn.k_proj',
  value: 'self_attn.v_proj',
  attentionOut: 'self_attn.o_proj',
  gate: 'mlp.gate_proj',
  up: 'mlp.up_proj',
  down: 'mlp.down_proj',
}

export const LLAMA_NAMES: Names = {
  embedding: 'model.embed_tokens',
  layer: LLAMA_LAYER,
  finalNorm: 'model.norm',
  head: 'lm_head',
}

/** Llama's names with some of a layer's changed; undefined removes a name. */
export function llamaNames(layer: Partial<LayerNames>, others: Partial<Names> = {}): Names {
  return { ...LLAMA_NAMES, ...others, layer: { ...LLAMA_LAYER, ...layer } }
}

/** Sizes in Llama's words. Without settings of their own, there are as many key-value heads as heads, and a head's width is hidden / heads. */
export function llamaSizes(config: ConfigReader): Sizes {
  const hidden = config.size('hidden_size')
  const heads = config.size('num_attention_heads')
  return {
    hidden,
    heads,
    layers: config.layers('num_hidden_layers'),
    intermediate: config.size('intermediate_size'),
    kvHeads: config.knows('num_key_value_heads') ? config.sizeOr(heads, 'num_key_value_heads') : heads,
    headDim: config.knows('head_dim') ? config.sizeOr(hidden / heads, 'head_dim') : hidden / heads,
    vocabulary: config.size('vocab_size'),
    positions: positionsOf(config),
  }
}

/**
 * Sizes in Llama's words where heads are as wide as they divide the model: transformers lets `head_dim` change only the rotation there.
 * @throws UnsupportedArchitecture when the config says another width
 */
export function evenSizes(config: ConfigReader): Sizes {
  const sizes = llamaSizes(config)
  const even = sizes.hidden / sizes.heads
  demand(config, 'head_dim', even)
  return { ...sizes, headDim: even }
}

/** Requires a size to have the one value that the family's code supports; null or a missing default count as that value. @throws UnsupportedArchitecture */
export function demand(config: ConfigReader, name: string, only: number): void {
  const said = config.sizeOr(only, name)
  if (said !== only)
    throw new UnsupportedArchitecture(
      `config.json sets ${name} to ${said}; ${config.family} reads only ${only} beside its other sizes.`,
    )
}

export function positionsOf(config: ConfigReader): number {
  const positions = config.positionsOr(null, 'max_position_embeddings')
  if (positions === null)
    throw new InvalidCheckpoint('config.json cannot be used: "max_position_embeddings" is missing.')
  return positions
}

/** The biases a flag of the config switches on. */
export function flagged(config: ConfigReader, flag: string, slots: readonly string[]): readonly string[] {
  return config.flag(flag) ? slots : []
}

/** Biases of q, k, v and of the projection after them. */
export const ATTENTION_BIASES = ['query', 'key', 'value', 'attention_out'] as const
export const QUERY_KEY_VALUE_BIASES = ['query', 'key', 'value'] as const
export const GATED_BIASES = ['gate', 'up', 'down'] as const

/** The entries of `layer_types`, or the family's default. */
export function slidingLayers(
  config: ConfigReader,
  layers: number,
  otherwise: (layer: number) => boolean,
): (layer: number) => boolean {
  const types = config.list(layers, 'layer_types')
  const other = types?.find((type) => type !== 'sliding_attention' && type !== 'full_attention')
  if (other !== undefined)
    throw new UnsupportedArchitecture(
      `Layers of the type ${JSON.stringify(other).slice(0, 60)} have no recipe; supported: full_attention, sliding_attention.`,
    )
  return types === null ? otherwise : (layer) => types[layer] === 'sliding_attention'
}
