import { activationOf, recipeFrom, type Names } from './blueprint'
import { family } from './family'
import { evenSizes } from './llama-like'
import { ropeOf } from './rope-settings'

const NAMES: Names = {
  embedding: 'gpt_neox.embed_in',
  layer: {
    at: 'gpt_neox.layers.{layer}.',
    norms: [
      ['attention_norm', 'input_layernorm'],
      ['feed_forward_norm', 'post_attention_layernorm'],
    ],
    fused: 'attention.query_key_value',
    attentionOut: 'attention.dense',
    up: 'mlp.dense_h_to_4h',
    down: 'mlp.dense_4h_to_h',
  },
  finalNorm: 'gpt_neox.final_layer_norm',
  head: 'embed_out',
}

/** GPT-NeoX and Pythia: both blocks side by side, each with its norm; q, k and v of one head are adjacent. */
export const gptNeox = family('gpt_neox', (config) => {
  const sizes = evenSizes(config)
  return recipeFrom(
    NAMES,
    { ...sizes, kvHeads: sizes.heads },
    {
      norm: { kind: 'layer', epsilon: config.positive('layer_norm_eps') },
      trained: { bias: true },
      activation: activationOf(config, 'hidden_act'),
      biases: [...(config.flag('attention_bias') ? ['query_key_value', 'attention_out'] : []), 'up', 'down'],
      attention: {
        rope: ropeOf(config, sizes.headDim, { words: { theta: 'rotary_emb_base', part: 'rotary_pct' } }),
        fusedGroups: sizes.heads,
      },
      layer: { parallel: config.flag('use_parallel_residual') },
      tied: config.flag('tie_word_embeddings'),
    },
  )
})
