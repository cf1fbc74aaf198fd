/** Prints the keep lists of five small models, as JSON, for keep_lists.py to read with the tools' own code. */
import { KeepInput, TOOLS, keepFile } from '@/lib/keep/formats'

/** Tensors as stored; layer 1 and expert 1 could be taken for 11, and GPT-2 is stored without the base model's prefix. */
const CASES: readonly (readonly [family: string, tensors: readonly string[]])[] = [
  ['llama', [1, 2].map((layer) => `model.layers.${layer}.mlp.down_proj.weight`)],
  ['phi3', [2, 4].map((layer) => `model.layers.${layer}.mlp.down_proj.weight`)],
  ['gpt2', ['h.1.mlp.c_proj.weight']],
  ['gpt_neox', ['gpt_neox.layers.1.mlp.dense_4h_to_h.weight']],
  ['mixtral', ['model.layers.1.block_sparse_moe.experts.1.w2.weight']],
]

const lists = CASES.map(([family, tensors]) => {
  const weights = tensors.map((tensor) => ({ tensor, layer: 1, expert: null, row: 0, col: 0, shape: null }))
  const input = KeepInput.parse({ repo: `referee/${family}`, commit: null, family, parameters: null, weights })
  return { family, files: Object.fromEntries(TOOLS.map(({ id }) => [id, keepFile(id, input).text])) }
})

process.stdout.write(`${JSON.stringify(lists)}\n`)
