import { activationOf, recipeFrom, type Names, type Sizes } from './blueprint'
import { UnsupportedArchitecture } from './errors'
import { family } from './family'
import { positionsOf } from './llama-like'
import type { ConfigReader } from './reader'
import type { NormPlace } from './recipe'
import { ropeOf } from './rope-settings'

const TWO_NORMS: readonly (readonly [NormPlace, string])[] = [
  ['attention_norm', 'ln_attn'],
  ['feed_forward_norm', 'ln_mlp'],
]
const ONE_NORM: readonly (readonly [NormPlace, string])[] = [['attention_norm', 'input_layernorm']]
const SEQUENTIAL: readonly (readonly [NormPlace, string])[] = [
  ['attention_norm', 'input_layernorm'],
  ['feed_forward_norm', 'post_attention_layernorm'],
]

function namesOf(norms: Names['layer']['norms']): Names {
  return {
    embedding: 'transformer.word_embeddings',
    layer: {
      at: 'transformer.h.{layer}.',
      norms,
      fused: 'self_attention.query_key_value',
      attentionOut: 'self_attention.dense',
      up: 'mlp.dense_h_to_4h',
      down: 'mlp.dense_4h_to_h',
    },
    finalNorm: 'transformer.ln_f',
    head: 'lm_head',
  }
}

/** The three shapes Falcon comes in differ in who shares keys, and in how q, k and v lie in one matrix. */
function headsOf(config: ConfigReader, heads: number, grouped: boolean): { kvHeads: number; fusedGroups: number } {
  if (grouped) {
    const kvHeads = config.sizeOr(heads, 'num_kv_heads')
    return { kvHeads, fusedGroups: kvHeads }
  }
  return config.flag('multi_query') ? { kvHeads: 1, fusedGroups: 1 } : { kvHeads: heads, fusedGroups: heads }
}

/** Falcon 7B, 40B, 11B and RW: rotary or ALiBi, one norm or two, side by side or in sequence. */
export const falcon = family('falcon', (config) => {
  const hidden = config.sizeOr(null, 'n_embed') ?? config.size('hidden_size')
  const heads = config.size('num_attention_heads')
  const grouped = config.flag('new_decoder_architecture')
  const parallel = config.flag('parallel_attn')
  if (grouped && !parallel)
    throw new UnsupportedArchitecture(
      'Falcon with new_decoder_architecture and without parallel_attn has no recipe: transformers does not run it either.',
    )
  const { kvHeads, fusedGroups } = headsOf(config, heads, grouped)
  const sizes: Sizes = {
    hidden,
    heads,
    kvHeads,
    headDim: hidden / heads,
    layers: config.layers('num_hidden_layers'),
    intermediate: config.sizeOr(4 * hidden, 'ffn_hidden_size'),
    vocabulary: config.size('vocab_size'),
    positions: positionsOf(config),
  }
  const norms = !parallel
    ? SEQUENTIAL
    : grouped && config.sizeOr(2, 'num_ln_in_parallel_attn') === 2
      ? TWO_NORMS
      : ONE_NORM
  return recipeFrom(namesOf(norms), sizes, {
    norm: { kind: 'layer', epsilon: config.positive('layer_norm_epsilon') },
    trained: { bias: true },
    activation: activationOf(config, 'activation'),
    biases: config.flag('bias') ? ['query_key_value', 'attention_out', 'up', 'down'] : [],
    attention: config.flag('alibi')
      ? { fusedGroups, alibi: { scale: sizes.headDim ** -0.5, rounded: true } }
      : { fusedGroups, rope: ropeOf(config, sizes.headDim) },
    layer: { parallel },
    tied: config.flag('tie_word_embeddings'),
  })
})
