import { loadedName } from '@/lib/coordinates'
import type { KeptWeight } from './input'
import type { Naming } from './tool'

/** Names of parameters in PyTorch and MLX: identifiers and list indices. Others could mean something in a tool's pattern language. */
const PATH = /^\w+(?:\.\w+)*$/
const SUFFIX = '.weight'
/** transformers 4 calls an expert of Mixtral as it is stored; transformers 5 and what tools make of it call it as in other families. */
const MIXTRAL = /^(.*)\.block_sparse_moe\.experts\.(\d+)\.w2$/

const NOT_A_NAME = 'Its name has characters that no parameter of a model has.'
const NOT_A_MODULE = 'Its name does not end in ".weight", so it is not the weight of a module.'

/** Numbers in the stored tensor, or null. */
export function elementsOf({ shape }: KeptWeight): number | null {
  return shape === null ? null : shape[0] * shape[1]
}

/** The module that holds the weight, as transformers loads it: tools look for that name. */
export const asModule: Naming = (weight) => {
  if (!PATH.test(weight.tensor)) return { why: NOT_A_NAME }
  const name = loadedName(weight.tensor)
  if (!name.endsWith(SUFFIX)) return { why: NOT_A_MODULE }
  const path = name.slice(0, -SUFFIX.length)
  const renamed = MIXTRAL.test(path) ? [path.replace(MIXTRAL, '$1.mlp.experts.$2.down_proj')] : []
  return { names: [path, ...renamed], elements: elementsOf(weight) }
}

/** The parameter itself. */
export const asParameter: Naming = (weight, input) => {
  const found = asModule(weight, input)
  return 'why' in found ? found : { ...found, names: found.names.map((name) => `${name}${SUFFIX}`) }
}

/** What transformers calls the output head of a family: that of GPT-NeoX is `embed_out` in transformers 4, and `lm_head` in 5. */
export function headsOf(family: string | null): readonly string[] {
  return family === 'gpt_neox' ? ['lm_head', 'embed_out'] : ['lm_head']
}
