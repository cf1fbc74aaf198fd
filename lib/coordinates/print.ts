import { loadedName } from './families'
import { loadedParameter } from './loaded'
import type { Coordinate } from './types'

/** As stored: `model.layers.2.mlp.down_proj.weight[3968, 7003]`. The registry's spelling. */
export function printStored(c: Coordinate): string {
  return `${c.tensor}[${c.row}, ${c.col}]`
}

/** As the paper writes it: `layers[2].mlp.down_proj.weight[3968, 7003]`. */
export function printShort(c: Coordinate): string {
  return `${attributePath(c.tensor).replace(/^model\./, '')}[${c.row}, ${c.col}]`
}

/** A Python expression on a transformers `*ForCausalLM` object called `model`. */
export function printTransformers(c: Coordinate): string {
  const { parameter, expert } = loadedParameter(c.tensor)
  return `model.${attributePath(parameter)}.data[${expert === null ? '' : `${expert}, `}${c.row}, ${c.col}]`
}

/** A Python expression on a state dict read by `safetensors.torch.load_file`. */
export function printStateDict(c: Coordinate): string {
  return `state_dict["${c.tensor}"][${c.row}, ${c.col}]`
}

/**
 * The same scalar in a GGUF file made by llama.cpp's converter, whose tensor is `blk.N.ffn_down.weight` (of a mixture `blk.N.ffn_down_exps.weight`, all
 * experts in one) and whose dimensions are listed fastest first, so `ne0` is the column, `ne1` the row and `ne2` the expert. Null if the converter
 * changes more than the name. Source: llama.cpp `gguf-py/gguf/tensor_mapping.py`.
 */
export function printGguf({ tensor, row, col }: Coordinate): string | null {
  const found = GGUF_NAMES.exec(loadedName(tensor))
  if (!found) return null
  const [, layer, expert] = found
  return expert === undefined
    ? `blk.${layer}.ffn_down.weight (ne0=${col}, ne1=${row})`
    : `blk.${layer}.ffn_down_exps.weight (ne0=${col}, ne1=${row}, ne2=${expert})`
}

const GGUF_NAMES = /^model\.layers\.(\d+)\.(?:mlp|block_sparse_moe)\.(?:experts\.(\d+)\.)?(?:down_proj|w2)\.weight$/

/** `layers.2` as `layers[2]`: numbers in a module path are list indices in Python. */
function attributePath(tensor: string): string {
  return tensor.replace(/\.(\d+)(?=\.|$)/g, '[$1]')
}
