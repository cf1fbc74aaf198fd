import { activationOf, recipeFrom, type ExpertTraits, type Sizes } from './blueprint'
import { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
import { family } from './family'
import { demand, flagged, GATED_BIASES, llamaNames, positionsOf } from './llama-like'
import type { ConfigReader } from './reader'
import { QWEN_EXPERTS, QWEN_ROUTER } from './qwen-experts'
import type { AttentionRecipe, NormRecipe, Recipe } from './recipe'
import { ropeOf, ropeSettings } from './rope-settings'

const NAMES = llamaNames({
  key: undefined,
  value: undefined,
  queryDown: 'self_attn.q_a_proj',
  queryDownNorm: 'self_attn.q_a_layernorm',
  queryUp: 'self_attn.q_b_proj',
  latentDown: 'self_attn.kv_a_proj_with_mqa',
  latentNorm: 'self_attn.kv_a_layernorm',
  latentUp: 'self_attn.kv_b_proj',
})
const SHARED = {
  gate: 'mlp.shared_experts.gate_proj',
  up: 'mlp.shared_experts.up_proj',
  down: 'mlp.shared_experts.down_proj',
}
/** The latents' norms keep the default of transformers' RMSNorm, whatever the config says of the others. */
const LATENT_NORM: NormRecipe = { kind: 'rms', epsilon: 1e-6 }

type Routing = (
  config: ConfigReader,
) => Pick<ExpertTraits, 'scoring' | 'groups' | 'normalised' | 'factor' | 'correction'>

/** DeepSeek 2: softmax scores; in the large model a token's experts come from the best few groups. */
export const deepseekV2 = family('deepseek_v2', (config) =>
  deepseek(config, true, (c) => ({
    scoring: 'softmax',
    normalised: false,
    factor: c.positive('routed_scaling_factor'),
    groups: groupLimited(c) ? { count: c.size('n_group'), kept: c.size('topk_group'), by: 'best' } : null,
  })),
)

/** Whether a token's experts come from the best few groups, or (greedy) from all. @throws UnsupportedArchitecture for any other method: transformers has none either */
function groupLimited(config: ConfigReader): boolean {
  const method = config.wordOr('greedy', 'topk_method')
  if (method === 'greedy' || method === 'group_limited_greedy') return method !== 'greedy'
  throw new UnsupportedArchitecture(
    `config.json sets topk_method to "${method.slice(0, 60)}"; deepseek_v2 reads only "greedy" or "group_limited_greedy".`,
  )
}

/** DeepSeek 3: sigmoid scores, and a correction that affects only the choice. */
export const deepseekV3 = family('deepseek_v3', (config) =>
  deepseek(config, config.flag('rope_interleave'), (c) => ({
    scoring: 'sigmoid',
    normalised: c.flag('norm_topk_prob'),
    factor: c.positive('routed_scaling_factor'),
    correction: 'mlp.gate.e_score_correction_bias',
    groups: { count: c.size('n_group'), kept: c.size('topk_group'), by: 'best-two' },
  })),
)

function deepseek(config: ConfigReader, interleaved: boolean, routing: Routing): Recipe {
  const sizes = sizesOf(config)
  const dense = config.count('first_k_dense_replace')
  const width = config.size('moe_intermediate_size')
  const experts: ExpertTraits = {
    ...routing(config),
    count: config.size('n_routed_experts'),
    perToken: config.size('num_experts_per_tok'),
    intermediate: width,
    router: QWEN_ROUTER,
    names: QWEN_EXPERTS,
    shared: 'plain',
    sharedNames: SHARED,
    sharedIntermediate: width * config.size('n_shared_experts'),
  }
  const { groups, count, perToken } = experts
  if (
    perToken > count ||
    (groups &&
      (count % groups.count !== 0 || groups.kept > groups.count || perToken > (count / groups.count) * groups.kept))
  ) {
    throw new InvalidCheckpoint(
      `config.json: a token cannot go to ${perToken} of ${count} experts${groups ? ` in ${groups.kept} of ${groups.count} groups` : ''}.`,
    )
  }
  return recipeFrom(NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: [
      ...flagged(config, 'attention_bias', ['query_down', 'latent_down', 'attention_out']),
      ...(config.knows('mlp_bias') ? flagged(config, 'mlp_bias', GATED_BIASES) : []),
    ],
    attention: attentionOf(config, sizes.headDim, interleaved),
    expertsAt: (layer) => (layer >= dense ? experts : null),
    tied: config.flag('tie_word_embeddings'),
  })
}

function sizesOf(config: ConfigReader): Sizes {
  const heads = config.size('num_attention_heads')
  demand(config, 'num_key_value_heads', heads)
  if (config.knows('head_dim')) demand(config, 'head_dim', config.size('qk_rope_head_dim'))
  return {
    heads,
    kvHeads: heads,
    headDim: config.size('qk_nope_head_dim') + config.size('qk_rope_head_dim'),
    hidden: config.size('hidden_size'),
    layers: config.layers('num_hidden_layers'),
    intermediate: config.size('intermediate_size'),
    vocabulary: config.size('vocab_size'),
    positions: positionsOf(config),
  }
}

function attentionOf(config: ConfigReader, headDim: number, interleaved: boolean): Partial<AttentionRecipe> {
  const settings = ropeSettings(config)
  const stretched = settings.wordOr(settings.wordOr('default', 'type'), 'rope_type') !== 'default'
  const all = stretched ? settings.numberOr(null, 'mscale_all_dim') : null
  const factor = settings.positiveOr(null, 'factor') ?? 1
  // YaRN's magnitude goes into the scores too, once for q and once for k.
  const magnitude = all && factor > 1 ? 0.1 * all * Math.log(factor) + 1 : 1
  return {
    rope: ropeOf(config, config.size('qk_rope_head_dim'), { interleaved }),
    scale: headDim ** -0.5 * magnitude * magnitude,
    latent: {
      queryRank: config.sizeOr(null, 'q_lora_rank'),
      rank: config.size('kv_lora_rank'),
      unrotated: config.size('qk_nope_head_dim'),
      valueDim: config.size('v_head_dim'),
      norm: LATENT_NORM,
    },
  }
}
