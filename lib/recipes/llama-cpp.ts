import { printGguf } from '@/lib/coordinates'
import { pythonTuples, type Recipe, type Subject } from './recipe'

const GGUF_NAME = /^(\S+) \(/

/**
 * Edits a GGUF file in place through gguf-py. llama.cpp lists dimensions fastest first (ne0 is the column); gguf-py's arrays have them in the order of the
 * checkpoint again. Source: llama.cpp, `gguf-py/gguf/gguf_reader.py`.
 * @returns null where llama.cpp's converter changes more than the tensor's name
 */
export function llamaCppRecipe({ weights }: Subject): Recipe | null {
  const names = weights.map((weight) => printGguf(weight))
  if (names.some((name) => name === null)) return null
  const places = weights.map(({ tensor, row, col }, i) => {
    const expert = /ne2=(\d+)/.exec(names[i] ?? '')?.[1]
    const name = GGUF_NAME.exec(names[i] ?? '')?.[1] ?? tensor
    return [name, ...(expert === undefined ? [] : [Number(expert)]), row, col] as const
  })
  return {
    id: 'llama.cpp',
    title: 'llama.cpp (GGUF)',
    language: 'python',
    edit: `from gguf import GGUFReader

reader = GGUFReader("model-f16.gguf", "r+")
tensors = {tensor.name: tensor.data for tensor in reader.tensors}
kept = []
for name, *index in ${pythonTuples(places)}:
    kept.append((name, tuple(index), tensors[name][tuple(index)].copy()))
    tensors[name][tuple(index)] = 0
reader.data.flush()`,
    undo: `for name, index, value in kept:
    tensors[name][index] = value
reader.data.flush()`,
    note: `In llama.cpp’s order: ${names.join('; ')}. For files of type F32 or F16: in a quantised one a weight shares its bits with its block.`,
  }
}
