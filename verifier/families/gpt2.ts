import { activationOf, recipeFrom, type Names } from './blueprint'
import { family } from './family'

const NAMES: Names = {
  embedding: 'transformer.wte',
  layer: {
    at: 'transformer.h.{layer}.',
    norms: [
      ['attention_norm', 'ln_1'],
      ['feed_forward_norm', 'ln_2'],
    ],
    fused: 'attn.c_attn',
    attentionOut: 'attn.c_proj',
    up: 'mlp.c_fc',
    down: 'mlp.c_proj',
  },
  finalNorm: 'transformer.ln_f',
  head: 'lm_head',
}

/** GPT-2: learned positions, LayerNorm and biases; Conv1D keeps its matrices [in, out]. */
export const gpt2 = family('gpt2', (config) => {
  const hidden = config.size('n_embd')
  const heads = config.size('n_head')
  const positions = config.size('n_positions')
  const scale = config.flag('scale_attn_weights') ? (hidden / heads) ** -0.5 : 1
  const byLayer = config.flag('scale_attn_by_inverse_layer_idx')
  return recipeFrom(
    NAMES,
    {
      hidden,
      heads,
      positions,
      kvHeads: heads,
      headDim: hidden / heads,
      layers: config.layers('n_layer'),
      intermediate: config.sizeOr(4 * hidden, 'n_inner'),
      vocabulary: config.size('vocab_size'),
    },
    {
      norm: { kind: 'layer', epsilon: config.positive('layer_norm_epsilon') },
      trained: { bias: true },
      axes: 'in-out',
      activation: activationOf(config, 'activation_function'),
      biases: ['query_key_value', 'attention_out', 'up', 'down'],
      attentionAt: (layer) => ({ scale: byLayer ? scale / (layer + 1) : scale }),
      embedding: { positions: { tensor: 'transformer.wpe.weight', rows: positions, offset: 0 } },
      tied: config.flag('tie_word_embeddings'),
    },
  )
})
