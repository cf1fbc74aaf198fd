import { loadedName } from '@/lib/coordinates'
import { elementsOf } from './names'
import type { Naming } from './tool'

/**
 * Down projections in GGUF files made by llama.cpp's converter. A type needs only the tensor's name, so families whose rows and columns the converter
 * exchanges are here too, unlike in `printGguf`. OPT is missing: llama.cpp does not run it. Source: llama.cpp `gguf-py/gguf/tensor_mapping.py`.
 */
const DENSE =
  /^(?:model\.layers\.(\d+)\.mlp\.(?:down_proj|fc2|c_proj)|transformer\.h\.(\d+)\.mlp\.(?:c_proj|dense_4h_to_h)|gpt_neox\.layers\.(\d+)\.mlp\.dense_4h_to_h)\.weight$/
const EXPERT = /^model\.layers\.(\d+)\.(?:mlp\.experts\.\d+\.down_proj|block_sparse_moe\.experts\.\d+\.w2)\.weight$/
const SHARED = /^model\.layers\.(\d+)\.mlp\.shared_experts?\.down_proj\.weight$/

/** The tensor of a GGUF file that holds a down projection, by its name in safetensors; null where llama.cpp has none that is known here. */
export function ggufName(tensor: string): string | null {
  const name = loadedName(tensor)
  const dense = DENSE.exec(name)
  if (dense) return `blk.${dense[1] ?? dense[2] ?? dense[3]}.ffn_down.weight`
  const expert = EXPERT.exec(name)
  if (expert) return `blk.${expert[1]}.ffn_down_exps.weight`
  const shared = SHARED.exec(name)
  return shared ? `blk.${shared[1]}.ffn_down_shexp.weight` : null
}

/** The same as a unit to keep. The experts of a layer are one tensor, whose size is unknown here. */
export const asGguf: Naming = (weight) => {
  const name = ggufName(weight.tensor)
  if (name === null) return { why: 'llama.cpp has no name for this tensor that is known here.' }
  return { names: [name], elements: name.endsWith('_exps.weight') ? null : elementsOf(weight) }
}
