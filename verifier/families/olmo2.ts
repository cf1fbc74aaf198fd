import { activationOf, recipeFrom, type Traits } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, llamaNames, llamaSizes } from './llama-like'
import type { ConfigReader } from './reader'
import { ropeOf } from './rope-settings'

/** OLMo 2 norms a block's output, not its input, and q and k over their whole width. */
export const OLMO2_NAMES = llamaNames({
  norms: [
    ['attention_post_norm', 'post_attention_layernorm'],
    ['feed_forward_post_norm', 'post_feedforward_layernorm'],
  ],
  queryNorm: 'self_attn.q_norm',
  keyNorm: 'self_attn.k_norm',
})

/** All but the positions. */
export function olmo2Traits(config: ConfigReader): Traits {
  const norm = { kind: 'rms', epsilon: config.positive('rms_norm_eps') } as const
  return {
    norm,
    trained: { queryKey: 'width' },
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: { queryKeyNorm: { norm, over: 'width' } },
    tied: config.flag('tie_word_embeddings'),
  }
}

export const olmo2 = family('olmo2', (config) => {
  const sizes = llamaSizes(config)
  return recipeFrom(OLMO2_NAMES, sizes, {
    ...olmo2Traits(config),
    attentionAt: () => ({ rope: ropeOf(config, sizes.headDim) }),
  })
})
