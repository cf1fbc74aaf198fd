import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, llamaNames, llamaSizes } from './llama-like'
import { qwenWindow } from './qwen-window'
import { ropeOf } from './rope-settings'

const NAMES = llamaNames({ queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' })

/** Qwen 3: norms of each q and k head in place of biases. */
export const qwen3 = family('qwen3', (config) => {
  const sizes = llamaSizes(config)
  const norm = { kind: 'rms', epsilon: config.positive('rms_norm_eps') } as const
  return recipeFrom(NAMES, sizes, {
    norm,
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: { rope: ropeOf(config, sizes.headDim), queryKeyNorm: { norm, over: 'head' } },
    attentionAt: qwenWindow(config, sizes.layers),
    tied: config.flag('tie_word_embeddings'),
  })
})
