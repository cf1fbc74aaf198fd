import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, GATED_BIASES, LLAMA_NAMES, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Granite 3: Llama's layer with four multipliers. */
export const granite = family('granite', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: [...flagged(config, 'attention_bias', ATTENTION_BIASES), ...flagged(config, 'mlp_bias', GATED_BIASES)],
    attention: { rope: ropeOf(config, sizes.headDim), scale: config.number('attention_multiplier') },
    layer: { residualScale: config.number('residual_multiplier') },
    embedding: { scale: config.number('embedding_multiplier') },
    head: { scale: 1 / config.positive('logits_scaling') },
    tied: config.flag('tie_word_embeddings'),
  })
})
