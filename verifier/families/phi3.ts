import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { llamaNames, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

const NAMES = llamaNames({
  query: undefined,
  key: undefined,
  value: undefined,
  fused: 'self_attn.qkv_proj',
  gate: undefined,
  up: undefined,
  gateUp: 'mlp.gate_up_proj',
})

/** Phi-3 and Phi-4: Llama's layer with q, k, v in one matrix and gate, up in another. */
export const phi3 = family('phi3', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    attention: {
      // Early checkpoints call LongRoPE "su", and some "yarn".
      rope: ropeOf(config, sizes.headDim, { aliases: { su: 'longrope', yarn: 'longrope' } }),
      window: config.positionsOr(null, 'sliding_window'),
    },
    tied: config.flag('tie_word_embeddings'),
  })
})
