import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, llamaNames, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Phi-1 to 2: both blocks side by side after one norm, half of each head rotated, biases everywhere. */
export const phi = family('phi', (config) => {
  const sizes = llamaSizes(config)
  const norm = { kind: 'layer', epsilon: config.positive('layer_norm_eps') } as const
  const normed = config.flag('qk_layernorm')
  const names = llamaNames(
    {
      norms: [['attention_norm', 'input_layernorm']],
      attentionOut: 'self_attn.dense',
      gate: undefined,
      up: 'mlp.fc1',
      down: 'mlp.fc2',
      ...(normed ? { queryNorm: 'self_attn.q_layernorm', keyNorm: 'self_attn.k_layernorm' } : {}),
    },
    { finalNorm: 'model.final_layernorm' },
  )
  return recipeFrom(names, sizes, {
    norm,
    trained: { bias: true, queryKeyBias: true },
    activation: activationOf(config, 'hidden_act'),
    biases: [...ATTENTION_BIASES, 'up', 'down'],
    attention: { rope: ropeOf(config, sizes.headDim), queryKeyNorm: normed ? { norm, over: 'head' } : null },
    layer: { parallel: true },
    head: { bias: true },
    tied: config.flag('tie_word_embeddings'),
  })
})
