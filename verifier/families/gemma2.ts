import { recipeFrom } from './blueprint'
import { family } from './family'
import { GEMMA2_NAMES, gemmaScale, gemmaTraits } from './gemma-like'
import { llamaSizes, slidingLayers } from './llama-like'
import { ropeOf } from './rope-settings'

/** Gemma 2: norms on both sides of a block, softcaps, windows in the even layers. */
export const gemma2 = family('gemma2', (config) => {
  const sizes = llamaSizes(config)
  const windowed = slidingLayers(config, sizes.layers, (layer) => layer % 2 === 0)
  const window = config.positionsOr(null, 'sliding_window')
  return recipeFrom(GEMMA2_NAMES, sizes, {
    ...gemmaTraits(config, sizes.hidden),
    attention: {
      rope: ropeOf(config, sizes.headDim),
      scale: gemmaScale(config),
      softcap: config.positiveOr(null, 'attn_logit_softcapping'),
    },
    attentionAt: (layer) => (windowed(layer) ? { window } : {}),
    head: { softcap: config.positiveOr(null, 'final_logit_softcapping') },
  })
})
