import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, llamaNames, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

const NAMES = llamaNames({ gate: undefined, up: 'mlp.c_fc', down: 'mlp.c_proj' })

/** StarCoder2: Llama's names, GPT-2's norms, biases and feed-forward. */
export const starcoder2 = family('starcoder2', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(NAMES, sizes, {
    norm: { kind: 'layer', epsilon: config.positive('norm_epsilon') },
    trained: { bias: true },
    activation: activationOf(config, 'hidden_act'),
    biases: config.flag('use_bias') ? [...ATTENTION_BIASES, 'up', 'down'] : [],
    attention: { rope: ropeOf(config, sizes.headDim), window: config.positionsOr(null, 'sliding_window') },
    tied: config.flag('tie_word_embeddings'),
  })
})
