import { activationOf, recipeFrom } from './blueprint'
import { family } from './family'
import { ATTENTION_BIASES, flagged, GATED_BIASES, LLAMA_NAMES, llamaSizes, slidingLayers } from './llama-like'
import { ropeOf } from './rope-settings'

/** SmolLM3: Llama's layer; every fourth one has no positions at all. */
export const smollm3 = family('smollm3', (config) => {
  const sizes = llamaSizes(config)
  const rope = ropeOf(config, sizes.headDim)
  const interval = config.size('no_rope_layer_interval')
  const listed = config.list(sizes.layers, 'no_rope_layers')
  // The list says where rope is, whatever its name says.
  const rotated = (layer: number) => (listed ? Boolean(listed[layer]) : (layer + 1) % interval !== 0)
  const window = config.flag('use_sliding_window') ? config.positionsOr(null, 'sliding_window') : null
  const windowed = slidingLayers(config, sizes.layers, (layer) => !rotated(layer))
  return recipeFrom(LLAMA_NAMES, sizes, {
    norm: { kind: 'rms', epsilon: config.positive('rms_norm_eps') },
    activation: activationOf(config, 'hidden_act'),
    biases: [...flagged(config, 'attention_bias', ATTENTION_BIASES), ...flagged(config, 'mlp_bias', GATED_BIASES)],
    attentionAt: (layer) => ({ rope: rotated(layer) ? rope : null, window: windowed(layer) ? window : null }),
    tied: config.flag('tie_word_embeddings'),
  })
})
