import { recipeFrom } from './blueprint'
import { family } from './family'
import { GEMMA3_NAMES, gemmaScale, gemmaTraits } from './gemma-like'
import { llamaSizes, slidingLayers } from './llama-like'
import { ropeOfLayers } from './rope-settings'

/** Every sixth layer has full attention. */
const PERIOD = 6

/** Gemma 3's language model: Gemma 2's layer with q and k norms, no softcap of the scores, and a rope of its own in the windowed layers. */
export const gemma3 = family('gemma3_text', (config) => {
  const sizes = llamaSizes(config)
  const traits = gemmaTraits(config, sizes.hidden)
  const period = config.sizeOr(PERIOD, 'sliding_window_pattern')
  const windowed = slidingLayers(config, sizes.layers, (layer) => (layer + 1) % period !== 0)
  const window = config.positionsOr(null, 'sliding_window')
  const full = ropeOfLayers(config, sizes.headDim, 'full_attention', config.positiveOr(null, 'rope_theta'))
  const sliding = ropeOfLayers(
    config,
    sizes.headDim,
    'sliding_attention',
    config.positiveOr(null, 'rope_local_base_freq'),
  )
  return recipeFrom(GEMMA3_NAMES, sizes, {
    ...traits,
    attention: { scale: gemmaScale(config), queryKeyNorm: { norm: traits.norm, over: 'head' } },
    attentionAt: (layer) => (windowed(layer) ? { rope: sliding, window } : { rope: full }),
    head: { softcap: config.positiveOr(null, 'final_logit_softcapping') },
  })
})
