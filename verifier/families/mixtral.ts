import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { LLAMA_NAMES, llamaSizes } from './llama-like'
import { expertCounts, PLAIN_ROUTING } from './qwen-experts'
import { ropeOf } from './rope-settings'

const AT = 'block_sparse_moe.experts.{expert}.'

/** Mixtral: Mistral's layer with eight feed-forward blocks, two for each token. w1 is the gate, w3 up, w2 down. */
export const mixtral = family('mixtral', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    attention: { rope: ropeOf(config, sizes.headDim), window: config.positionsOr(null, 'sliding_window') },
    expertsAt: () => ({
      ...expertCounts(config, 'num_local_experts'),
      intermediate: sizes.intermediate,
      ...PLAIN_ROUTING,
      normalised: true,
      shared: 'none',
      router: 'block_sparse_moe.gate',
      names: { gate: `${AT}w1`, up: `${AT}w3`, down: `${AT}w2` },
    }),
    tied: config.flag('tie_word_embeddings'),
  })
})
