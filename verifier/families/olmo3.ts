import { recipeFrom } from './blueprint'
import { family } from './family'
import { llamaSizes, slidingLayers } from './llama-like'
import { OLMO2_NAMES, olmo2Traits } from './olmo2'
import { ropeOfLayers } from './rope-settings'

/** Three windowed layers, then one with full attention. */
const PERIOD = 4

/** OLMo 3: OLMo 2's layer, windowed in most layers; a stretched rope, or another base, is for the full ones only. */
export const olmo3 = family('olmo3', (config) => {
  const sizes = llamaSizes(config)
  const windowed = slidingLayers(config, sizes.layers, (layer) => (layer + 1) % PERIOD !== 0)
  const window = config.positionsOr(null, 'sliding_window')
  const full = ropeOfLayers(config, sizes.headDim, 'full_attention', config.positiveOr(null, 'rope_theta'))
  // transformers takes `rope_theta` away before it comes to these.
  const sliding = ropeOfLayers(config, sizes.headDim, 'sliding_attention', null)
  return recipeFrom(OLMO2_NAMES, sizes, {
    ...olmo2Traits(config),
    attentionAt: (layer) => (windowed(layer) ? { rope: sliding, window } : { rope: full }),
  })
})
