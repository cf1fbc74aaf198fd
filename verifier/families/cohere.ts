import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, llamaNames, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Command-R and Aya: both blocks side by side after one LayerNorm without bias, neighbouring channels rotated, logits scaled. */
export const cohere = family('cohere', (config) => {
  const sizes = llamaSizes(config)
  const norm = { kind: 'layer', epsilon: config.positive('layer_norm_eps') } as const
  const normed = config.flag('use_qk_norm')
  const names = llamaNames({
    norms: [['attention_norm', 'input_layernorm']],
    ...(normed ? { queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' } : {}),
  })
  return recipeFrom(names, sizes, {
    norm,
    trained: { queryKey: 'each-head' },
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: {
      rope: ropeOf(config, sizes.headDim, { interleaved: true }),
      queryKeyNorm: normed ? { norm, over: 'head' } : null,
    },
    layer: { parallel: true },
    head: { scale: config.number('logit_scale') },
    tied: config.flag('tie_word_embeddings'),
  })
})
