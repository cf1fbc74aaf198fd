import { storedNames } from '@/lib/coordinates'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import type { Recipe } from '../families'
import { UnsupportedArchitecture } from '../families/errors'
import { tensorsNeeded } from './check-tensors'

/** Tables and masks that older versions of transformers stored beside a layer's weights: computed from config.json, not learned. */
const TABLES =
  /(?:^|\.)(?:rotary_emb\.(?:inv_freq|cos_cached|sin_cached)|rotary_ndims|(?:cross)?attn\.bias|attention\.bias|crossattention\.bias|(?:attn|attention|self_attn|self_attention)\.masked_bias|masked_bias|causal_mask)$/

/**
 * Refuses a checkpoint whose layers hold a tensor that the recipe does not use. transformers passes over it with a warning, and gives
 * the numbers of another network than the one that was trained: biases without their key in config.json, a further norm, an expert too many.
 * Layers beyond the config's number (DeepSeek's for several tokens at once) and everything outside the layers are not measured.
 * @throws UnsupportedArchitecture naming the first of them
 */
export function refuseUnused(recipe: Recipe, tensors: ReadonlyMap<string, TensorLocation>): void {
  const used = new Set([...tensorsNeeded(recipe)].flatMap(({ name }) => storedNames(recipe, name)))
  const beginnings = storedNames(recipe, beginningOf(recipe))
  for (const name of tensors.keys()) {
    if (used.has(name)) continue
    const beginning = beginnings.find((known) => name.startsWith(known))
    const [, layer, rest] = beginning === undefined ? [] : (/^(\d+)\.(.+)$/.exec(name.slice(beginning.length)) ?? [])
    if (layer === undefined || rest === undefined || Number(layer) >= recipe.layers || TABLES.test(rest)) continue
    throw new UnsupportedArchitecture(
      `The checkpoint stores "${name}", which the layer that config.json describes does not use. transformers would skip it with a warning, and the measured network would not be the model. If config.json lacks a setting (attention_bias, mlp_bias), add it; a different network is not supported.`,
    )
  }
}

/** What the names of all layers' tensors begin with: `model.layers.`. */
function beginningOf({ layerKinds }: Recipe): string {
  const pattern = layerKinds[0]?.weights[0]?.tensor ?? ''
  return pattern.slice(0, pattern.indexOf('{layer}'))
}
