import { loadedName } from './families'

const EXPERT = /^(.*)\.(?:block_sparse_moe|mlp)\.experts\.(\d+)\.(?:down_proj|w2)\.weight$/

/** A parameter of a loaded transformers model, and the expert that is its first index; null where it is a matrix. */
export interface LoadedParameter {
  readonly parameter: string
  readonly expert: number | null
}

/**
 * The parameter that holds a stored tensor after transformers has loaded it. transformers 5 keeps the down projections of a layer's experts in one
 * parameter `mlp.experts.down_proj` of [experts, out, in], however the checkpoint stores and names them.
 * Source: transformers 5, `conversion_mapping.py`.
 */
export function loadedParameter(tensor: string): LoadedParameter {
  const name = loadedName(tensor)
  const [, layer, expert] = EXPERT.exec(name) ?? []
  return expert === undefined
    ? { parameter: name, expert: null }
    : { parameter: `${layer}.mlp.experts.down_proj`, expert: Number(expert) }
}
