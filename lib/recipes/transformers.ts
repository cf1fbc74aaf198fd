import { loadedParameter } from '@/lib/coordinates'
import { pythonTuples, type Recipe, type Subject } from './recipe'

/**
 * Edits a loaded model. transformers 5 keeps the experts of a layer in one parameter, whose first index is the expert.
 * Source: transformers, `core_model_loading.py` and `conversion_mapping.py`.
 */
export function transformersRecipe({ repo, commit, weights }: Subject): Recipe {
  const places = weights.map(({ tensor, row, col }) => {
    const { parameter, expert } = loadedParameter(tensor)
    return [parameter, ...(expert === null ? [] : [expert]), row, col] as const
  })
  const revision = commit === null ? '' : `, revision="${commit}"`
  return {
    id: 'transformers',
    title: 'transformers',
    language: 'python',
    edit: `import torch
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("${repo}"${revision}, dtype="auto")
kept = []
with torch.no_grad():
    for name, *index in ${indented(pythonTuples(places))}:
        weight = model.get_parameter(name)
        kept.append((weight, tuple(index), weight[tuple(index)].clone()))
        weight[tuple(index)] = 0`,
    undo: `with torch.no_grad():
    for weight, index, value in kept:
        weight[index] = value`,
    note: 'Works on the model in memory; nothing on disk changes.',
  }
}

const indented = (text: string) => text.replaceAll('\n', '\n    ')
