import { recipeFrom } from './blueprint'
import { family } from './family'
import { gemmaTraits } from './gemma-like'
import { LLAMA_NAMES, llamaSizes } from './llama-like'
import { ropeOf } from './rope-settings'

/** Gemma 1: norms of 1 + weight, embeddings times sqrt(hidden). Its configs say "gelu" and mean the tanh form. */
export const gemma = family('gemma', (config) => {
  const sizes = llamaSizes(config)
  const traits = gemmaTraits(config, sizes.hidden)
  return recipeFrom(LLAMA_NAMES, sizes, {
    ...traits,
    activation: traits.activation === 'gelu' ? 'gelu_tanh' : traits.activation,
    attention: { rope: ropeOf(config, sizes.headDim) },
  })
})
