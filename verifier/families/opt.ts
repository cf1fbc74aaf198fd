import { activationOf, recipeFrom, type Names } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES } from './llama-like'
import type { NormPlace } from './recipe'

/** Places of the norms: before the blocks, or (350m) on the sums. */
const BEFORE: readonly NormPlace[] = ['attention_norm', 'feed_forward_norm']
const ON_SUMS: readonly NormPlace[] = ['attention_sum_norm', 'feed_forward_sum_norm']
/** OPT's table of positions begins with two rows that no position uses. */
const OFFSET = 2

function namesOf([attention, feedForward]: readonly NormPlace[], finalNorm: boolean): Names {
  return {
    embedding: 'model.decoder.embed_tokens',
    layer: {
      at: 'model.decoder.layers.{layer}.',
      norms: [
        [attention ?? 'attention_norm', 'self_attn_layer_norm'],
        [feedForward ?? 'feed_forward_norm', 'final_layer_norm'],
      ],
      query: 'self_attn.q_proj',
      key: 'self_attn.k_proj',
      value: 'self_attn.v_proj',
      attentionOut: 'self_attn.out_proj',
      up: 'fc1',
      down: 'fc2',
    },
    finalNorm: finalNorm ? 'model.decoder.final_layer_norm' : null,
    head: 'lm_head',
  }
}

/** OPT: GPT-2's plan with ReLU and separate projections; 350m norms the sums and has embeddings narrower than its layers. */
export const opt = family('opt', (config) => {
  const hidden = config.size('hidden_size')
  const heads = config.size('num_attention_heads')
  const positions = config.size('max_position_embeddings')
  const width = config.sizeOr(hidden, 'word_embed_proj_dim')
  const before = config.flag('do_layer_norm_before')
  const affine = config.flag('layer_norm_elementwise_affine')
  const names = namesOf(before ? BEFORE : ON_SUMS, before && !config.flag('_remove_final_layer_norm'))
  return recipeFrom(
    names,
    {
      hidden,
      heads,
      positions,
      kvHeads: heads,
      headDim: hidden / heads,
      layers: config.layers('num_hidden_layers'),
      intermediate: config.size('ffn_dim'),
      vocabulary: config.size('vocab_size'),
    },
    {
      norm: { kind: 'layer', epsilon: 1e-5 },
      trained: { weight: affine, bias: affine },
      activation: activationOf(config, 'activation_function'),
      biases: config.flag('enable_bias') ? [...ATTENTION_BIASES, 'up', 'down'] : [],
      embedding: {
        width,
        positions: { tensor: 'model.decoder.embed_positions.weight', rows: positions + OFFSET, offset: OFFSET },
        weights:
          width === hidden
            ? []
            : [{ slot: 'projection', tensor: 'model.decoder.project_in.weight', shape: [hidden, width] }],
      },
      head: width === hidden ? {} : { projection: 'model.decoder.project_out' },
      tied: config.flag('tie_word_embeddings'),
    },
  )
})
