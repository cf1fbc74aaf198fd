import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { LLAMA_NAMES, llamaSizes, QUERY_KEY_VALUE_BIASES } from './llama-like'
import { qwenWindow } from './qwen-window'
import { ropeOf } from './rope-settings'

/** Qwen 1.5 to 2.5: biases in q, k and v. */
export const qwen2 = family('qwen2', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: QUERY_KEY_VALUE_BIASES,
    attention: { rope: ropeOf(config, sizes.headDim) },
    attentionAt: qwenWindow(config, sizes.layers),
    tied: config.flag('tie_word_embeddings'),
  })
})
