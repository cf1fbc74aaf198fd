import { pythonTuple, type Recipe, type Subject } from './recipe'

/** Edits the checkpoint's files with PyTorch, without the model's code. */
export function pytorchRecipe({ weights }: Subject): Recipe {
  const places = weights.map(({ tensor, row, col }) => `${pythonTuple([tensor, row, col])}: 0`)
  return {
    id: 'pytorch',
    title: 'PyTorch and safetensors',
    language: 'python',
    edit: `from pathlib import Path
from safetensors import safe_open
from safetensors.torch import load_file, save_file

def write(numbers):
    """Writes numbers into the files that hold them, and returns what was there."""
    kept = {}
    for path in Path(".").glob("*.safetensors"):
        with safe_open(path, "pt") as file:
            names = set(file.keys())
        here = {place: value for place, value in numbers.items() if place[0] in names}
        if not here:
            continue
        state_dict = load_file(path)
        for (name, row, col), value in here.items():
            kept[name, row, col] = state_dict[name][row, col].item()
            state_dict[name][row, col] = value
        save_file(state_dict, path, metadata={"format": "pt"})
    return kept

kept = write({
${places.map((place) => `    ${place},\n`).join('')}})`,
    undo: 'write(kept)',
    note: 'Run it in the checkpoint’s folder. It rewrites the file that holds the tensor.',
  }
}
