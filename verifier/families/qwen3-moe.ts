import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, llamaNames, llamaSizes } from './llama-like'
import { expertCounts, isSparse, PLAIN_ROUTING, QWEN_EXPERTS, QWEN_ROUTER } from './qwen-experts'
import { ropeOf } from './rope-settings'

const NAMES = llamaNames({ queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' })

/** Qwen 3 MoE: Qwen 3's attention, many small experts, none shared. */
export const qwen3Moe = family('qwen3_moe', (config) => {
  const sizes = llamaSizes(config)
  const sparse = isSparse(config)
  const norm = { kind: 'rms', epsilon: config.positive('rms_norm_eps') } as const
  return recipeFrom(NAMES, sizes, {
    norm,
    activation: activationOf(config, 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    attention: {
      rope: ropeOf(config, sizes.headDim),
      queryKeyNorm: { norm, over: 'head' },
      window: config.flag('use_sliding_window') ? config.positionsOr(null, 'sliding_window') : null,
    },
    expertsAt: (layer) =>
      sparse(layer)
        ? {
            ...expertCounts(config, 'num_experts'),
            intermediate: config.size('moe_intermediate_size'),
            ...PLAIN_ROUTING,
            normalised: config.flag('norm_topk_prob'),
            router: QWEN_ROUTER,
            names: QWEN_EXPERTS,
            shared: 'none',
          }
        : null,
    tied: config.flag('tie_word_embeddings'),
  })
})
