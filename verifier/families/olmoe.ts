import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, llamaNames, llamaSizes } from './llama-like'
import { expertCounts, PLAIN_ROUTING, QWEN_EXPERTS, QWEN_ROUTER } from './qwen-experts'
import { ropeOf } from './rope-settings'

const NAMES = llamaNames({ queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' })

/** OLMoE: norms of the whole q and k before they are clipped, 8 of 64 experts in every layer. */
export const olmoe = family('olmoe', (config) => {
  const sizes = llamaSizes(config)
  const norm = { kind: 'rms', epsilon: config.positive('rms_norm_eps') } as const
  return recipeFrom(NAMES, sizes, {
    norm,
    trained: { queryKey: 'width' },
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: {
      rope: ropeOf(config, sizes.headDim),
      clip: config.positiveOr(null, 'clip_qkv'),
      queryKeyNorm: { norm, over: 'width' },
    },
    expertsAt: () => ({
      ...expertCounts(config, 'num_experts'),
      intermediate: sizes.intermediate,
      ...PLAIN_ROUTING,
      normalised: config.flag('norm_topk_prob'),
      router: QWEN_ROUTER,
      names: QWEN_EXPERTS,
      shared: 'none',
    }),
    tied: config.flag('tie_word_embeddings'),
  })
})
