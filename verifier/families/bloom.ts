import { recipeFrom, type Names } from './blueprint'
import { family } from './family'
import { normSlots } from './slots'

const NAMES: Names = {
  embedding: 'transformer.word_embeddings',
  layer: {
    at: 'transformer.h.{layer}.',
    norms: [
      ['attention_norm', 'input_layernorm'],
      ['feed_forward_norm', 'post_attention_layernorm'],
    ],
    fused: 'self_attention.query_key_value',
    attentionOut: 'self_attention.dense',
    up: 'mlp.dense_h_to_4h',
    down: 'mlp.dense_4h_to_h',
  },
  finalNorm: 'transformer.ln_f',
  head: 'lm_head',
}

/** No BLOOM config limits its positions; all were trained on so many (arXiv 2211.05100). */
const TRAINED_POSITIONS = 2048

/** BLOOM: ALiBi, biases everywhere, a norm on the embedding; q, k and v of one head are adjacent. */
export const bloom = family('bloom', (config) => {
  const hidden = config.sizeOr(null, 'n_embed') ?? config.size('hidden_size')
  const heads = config.size('n_head')
  const norm = { kind: 'layer', epsilon: config.positive('layer_norm_epsilon') } as const
  return recipeFrom(
    NAMES,
    {
      hidden,
      heads,
      kvHeads: heads,
      headDim: hidden / heads,
      intermediate: 4 * hidden,
      layers: config.layers('n_layer'),
      vocabulary: config.size('vocab_size'),
      positions: TRAINED_POSITIONS,
    },
    {
      norm,
      trained: { bias: true },
      activation: 'gelu_tanh',
      biases: ['query_key_value', 'attention_out', 'up', 'down'],
      attention: { fusedGroups: heads, alibi: { scale: 1, rounded: false } },
      layer: { residualFromNorm: config.flag('apply_residual_connection_post_layernorm') },
      embedding: { norm, weights: normSlots('norm', 'transformer.word_embeddings_layernorm', hidden, { bias: true }) },
      tied: config.flag('tie_word_embeddings'),
    },
  )
})
