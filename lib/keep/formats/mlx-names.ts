import { asModule } from './names'
import type { Naming } from './tool'

/** Models that mlx-lm does not have, or loads in another form only: Falcon and Bloom, OPT, OLMo. Source: mlx-lm `mlx_lm/models`. */
const NOT_IN_MLX = /^(?:transformer\.h\.\d+\.mlp\.dense_4h_to_h|model\.decoder\.layers\.\d+\.fc2)$/
const FAMILY_NOT_IN_MLX = 'olmo'

const GPT = /^(?:transformer\.h|gpt_neox\.layers)\./
const EXPERT = /^(.*)\.experts\.\d+\.(?:w2|down_proj)$/

/** The module in mlx-lm, whose models name some parts in their own way. The experts of a layer are one module, whose size is unknown here. */
export const asMlx: Naming = (weight, input) => {
  const found = asModule(weight, input)
  if ('why' in found) return found
  const [name = ''] = found.names
  if (NOT_IN_MLX.test(name) || input.family === FAMILY_NOT_IN_MLX)
    return { why: 'mlx-lm does not load this family as transformers stores it.' }
  if (EXPERT.test(name)) return { names: [name.replace(EXPERT, '$1.switch_mlp.down_proj')], elements: null }
  return { names: [name.replace(GPT, 'model.h.')], elements: found.elements }
}
