import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, GATED_BIASES, LLAMA_NAMES, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Llama 1 to 3 and all that use its name: the layer that other families are described against. */
export const llama = family('llama', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: [...flagged(config, 'attention_bias', ATTENTION_BIASES), ...flagged(config, 'mlp_bias', GATED_BIASES)],
    attention: { rope: ropeOf(config, sizes.headDim) },
    tied: config.flag('tie_word_embeddings'),
  })
})
