import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, LLAMA_NAMES, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** OLMo 1: LayerNorm without weights (the norms are in no checkpoint), q, k and v clipped in some. */
export const olmo = family('olmo', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'layer', epsilon: 1e-5 },
    trained: { weight: false },
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: { rope: ropeOf(config, sizes.headDim), clip: config.positiveOr(null, 'clip_qkv') },
    tied: config.flag('tie_word_embeddings'),
  })
})
