import { z } from 'zod'
import { printStored } from '@/lib/coordinates'
import { jsonFile } from '../text'
import type { Tool } from '../tool'

/** The plain list: for tools of your own, such as those that store single weights beside the quantised ones. */
export const KeepJson = z
  .object({
    repo: z.string().meta({ description: 'Repo of the checkpoint on the Hub.' }),
    commit: z.string().nullable().meta({ description: 'Commit of the repo; null if the list is not for one commit.' }),
    weights: z.array(
      z.object({
        tensor: z.string().meta({ description: 'Name of the tensor in safetensors.' }),
        row: z.int().nonnegative().meta({ description: 'First index of the stored matrix.' }),
        col: z.int().nonnegative().meta({ description: 'Second index of the stored matrix.' }),
      }),
    ),
  })
  .meta({ title: 'Weights of a checkpoint to keep in high precision' })
export type KeepJson = z.infer<typeof KeepJson>

/** The JSON Schema (draft 2020-12) of the plain list. */
export function keepJsonSchema() {
  return z.toJSONSchema(KeepJson, { target: 'draft-2020-12', io: 'output' })
}

export const JSON_LIST: Tool = {
  id: 'json',
  name: 'JSON',
  description: 'The weights themselves, for your own programs.',
  fileName: 'keep.json',
  mediaType: 'application/json',
  unit: 'scalar',
  use: 'Each entry is one number of a stored tensor: `tensor[row, col]`.',
  source: { title: 'SpQR: single weights beside the quantised ones', url: 'https://github.com/Vahe1994/SpQR' },
  naming: (weight) => ({ names: [printStored(weight)], elements: 1 }),
  write: ({ input: { repo, commit }, weights }) =>
    jsonFile({
      repo,
      commit,
      weights: weights.map(({ tensor, row, col }) => ({ tensor, row, col })),
    } satisfies KeepJson),
  notes: () => ['Most tools cannot keep a single weight: their smallest unit is the whole tensor.'],
}
