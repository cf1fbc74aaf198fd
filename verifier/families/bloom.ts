import { recipeFrom, type Names } from './blueprint'
import { family } from './family'
import { normSlots } from './slots'

const NAMES: Names = {
  embedding: 'transformer.word_embeddings',
  layer: {
    at: 'transformer.h.{layer}.',
    norms: [['attention_norm', 'input_layernorm'], ['feed_forward_norm', 'post_attention_layernorm']],
    fused: 'self_attention.query_key_value', attentionOut: 'self_attention.dense', up: 'mlp.dense_h_to_4h', down: 'mlp.dense_4h_to_h',
  },
  finalNorm: 'transformer.ln_f',
  head: 'lm_head',
}

/** BLOOM: ALiBi, biases everywhere, a norm on the embedding; q, k and v of one head lie together. */
export const bloom = family('bloom', (config) => {
  const hidden = config.size('hidden_size', 'n_embed')
  const heads = config.size('n_head', 'num_attention_heads')
  const norm = { kind: 'layer', epsilon: config.positive(1e-5, 'layer_norm_epsilon') } as const
  return recipeFrom(NAMES, {
    hidden, heads, kvHeads: heads, headDim: hidden / heads, intermediate: 4 * hidden,
    layers: config.layers('n_layer', 'num_hidden_layers'),
    vocabulary: config.size('vocab_size'),
    positions: config.positionsOr(2048, 'seq_length'),
  }, {
    norm,
    trained: { bias: true },
    activation: 'gelu_tanh',
    biases: ['query_key_value', 'attention_out', 'up', 'down'],
    attention: { fusedGroups: heads, alibi: { scale: 1, rounded: false } },
    layer: { residualFromNorm: config.flag(false, 'apply_residual_connection_post_layernorm') },
    embedding: { norm, weights: normSlots('norm', 'transformer.word_embeddings_layernorm', hidden, { bias: true }) },
    tied: config.flag(true, 'tie_word_embeddings'),
  })
})
