import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { LLAMA_NAMES, llamaSizes, QUERY_KEY_VALUE_BIASES, slidingLayers } from './llama-like'
import { expertCounts, isSparse, PLAIN_ROUTING, QWEN_EXPERTS, QWEN_ROUTER } from './qwen-experts'
import { ropeOf } from './rope-settings'

const SHARED = {
  gate: 'mlp.shared_expert.gate_proj',
  up: 'mlp.shared_expert.up_proj',
  down: 'mlp.shared_expert.down_proj',
}

/** Qwen 1.5 MoE and Qwen 2 57B: many small experts, and a shared one behind a gate. */
export const qwen2Moe = family('qwen2_moe', (config) => {
  const sizes = llamaSizes(config)
  const sparse = isSparse(config)
  const most = config.number('max_window_layers')
  const windowed = slidingLayers(config, sizes.layers, (layer) => layer % 2 === 0 && layer < most)
  const window = config.flag('use_sliding_window') ? config.positionsOr(null, 'sliding_window') : null
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: config.flag('qkv_bias') ? QUERY_KEY_VALUE_BIASES : [],
    attention: { rope: ropeOf(config, sizes.headDim) },
    attentionAt: (layer) => ({ window: windowed(layer) ? window : null }),
    expertsAt: (layer) =>
      sparse(layer)
        ? {
            ...expertCounts(config, 'num_experts'),
            intermediate: config.size('moe_intermediate_size'),
            ...PLAIN_ROUTING,
            normalised: config.flag('norm_topk_prob'),
            router: QWEN_ROUTER,
            names: QWEN_EXPERTS,
            shared: 'gated',
            sharedGate: 'mlp.shared_expert_gate',
            sharedNames: SHARED,
            sharedIntermediate: config.size('shared_expert_intermediate_size'),
          }
        : null,
    tied: config.flag('tie_word_embeddings'),
  })
})
