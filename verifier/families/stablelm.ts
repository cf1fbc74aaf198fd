import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { LLAMA_LAYER, evenSizes, llamaNames, QUERY_KEY_VALUE_BIASES } from './llama-like'
import { ropeOf } from './rope-settings'

/** StableLM 2 and Zephyr: LayerNorm, a quarter of each head rotated; 12B has both blocks side by side and a norm for every head. */
export const stablelm = family('stablelm', (config) => {
  const sizes = evenSizes(config)
  const norm = { kind: 'layer', epsilon: config.positive('layer_norm_eps') } as const
  const parallel = config.flag('use_parallel_residual')
  const normed = config.flag('qk_layernorm')
  const names = llamaNames({
    norms: parallel ? LLAMA_LAYER.norms.slice(0, 1) : LLAMA_LAYER.norms,
    ...(normed
      ? { queryNorm: 'self_attn.q_layernorm.norms.{part}', keyNorm: 'self_attn.k_layernorm.norms.{part}' }
      : {}),
  })
  return recipeFrom(names, sizes, {
    norm,
    trained: { bias: true, queryKey: 'each-head' },
    activation: activationOf(config, 'hidden_act'),
    biases: config.flag('use_qkv_bias') ? QUERY_KEY_VALUE_BIASES : [],
    attention: { rope: ropeOf(config, sizes.headDim), queryKeyNorm: normed ? { norm, over: 'head' } : null },
    layer: { parallel },
    tied: config.flag('tie_word_embeddings'),
  })
})
