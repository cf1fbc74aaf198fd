import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { LLAMA_NAMES, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Mistral 7B and its relatives: Llama's layer, with attention limited to a sliding window in v0.1. */
export const mistral = family('mistral', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    attention: { rope: ropeOf(config, sizes.headDim), window: config.positionsOr(null, 'sliding_window') },
    tied: config.flag('tie_word_embeddings'),
  })
})
