import { keepFile, type KeepInput, type KeptWeight, type ToolId } from '@/lib/keep/formats'

/** A scalar of a tensor; layer and expert are those in its name. */
export function weight(tensor: string, row = 0, col = 0, shape: KeptWeight['shape'] = [4096, 11008]): KeptWeight {
  const layer = Number(/\.(\d+)\./.exec(tensor)?.[1] ?? 0)
  const expert = /\.experts\.(\d+)\./.exec(tensor)?.[1]
  return { tensor, layer, expert: expert === undefined ? null : Number(expert), row, col, shape }
}

export function list(
  family: string | null,
  weights: readonly KeptWeight[],
  others: Partial<KeepInput> = {},
): KeepInput {
  return { repo: 'org/model', commit: 'c0ffee', family, parameters: 6_738_415_616, weights, ...others }
}

/** One super weight of Llama 7B. */
export const LLAMA = list('llama', [weight('model.layers.2.mlp.down_proj.weight', 3968, 7003)])

/** Six scalars of two layers, as in Phi-3. */
export const PHI3 = list('phi3', [
  ...[525, 1113, 1417].map((row) => weight('model.layers.2.mlp.down_proj.weight', row, 808, [3072, 8192])),
  ...[525, 1113, 1417].map((row) => weight('model.layers.4.mlp.down_proj.weight', row, 2723, [3072, 8192])),
])

export const MIXTRAL = list('mixtral', [
  weight('model.layers.1.block_sparse_moe.experts.3.w2.weight', 2070, 7310, [4096, 14336]),
  weight('model.layers.1.block_sparse_moe.experts.5.w2.weight', 2070, 1, [4096, 14336]),
])

/** GPT-2 as it was uploaded: without the base model's prefix, and with rows and columns exchanged. */
export const GPT2 = list('gpt2', [weight('h.2.mlp.c_proj.weight', 1591, 138, [3072, 768])])

export const EMPTY = list('llama', [])

/** The file's text as JSON. */
export function jsonOf(tool: ToolId, input: KeepInput): unknown {
  return JSON.parse(keepFile(tool, input).text)
}
