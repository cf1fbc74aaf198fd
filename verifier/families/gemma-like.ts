import { activationOf, type Traits } from './blueprint'
import { ATTENTION_BIASES, flagged, llamaNames } from './llama-like'
import type { ConfigReader } from './reader'

/** Gemma 2 and 3 norm a block's input and its output. */
const SANDWICH = [
  ['attention_norm', 'input_layernorm'],
  ['attention_post_norm', 'post_attention_layernorm'],
  ['feed_forward_norm', 'pre_feedforward_layernorm'],
  ['feed_forward_post_norm', 'post_feedforward_layernorm'],
] as const

export const GEMMA2_NAMES = llamaNames({ norms: SANDWICH })
export const GEMMA3_NAMES = llamaNames({ norms: SANDWICH, queryNorm: 'self_attn.q_norm', keyNorm: 'self_attn.k_norm' })

/** What the three have in common. */
export function gemmaTraits(config: ConfigReader, hidden: number): Traits {
  return {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    trained: { plus: 1 },
    activation: activationOf(config, config.knows('hidden_activation') ? 'hidden_activation' : 'hidden_act'),
    biases: flagged(config, 'attention_bias', ATTENTION_BIASES),
    embedding: { scale: Math.sqrt(hidden) },
    tied: config.flag('tie_word_embeddings'),
  }
}

export function gemmaScale(config: ConfigReader): number {
  return config.positive('query_pre_attn_scalar') ** -0.5
}
