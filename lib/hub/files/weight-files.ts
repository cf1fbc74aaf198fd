import { INDEX_FILE } from '../safetensors/index-file'
import type { Snapshot } from './snapshot'

/** The name transformers gives a checkpoint in one file; it is looked for before the index of several. */
export const SINGLE_FILE = 'model.safetensors'

/** Whether the weights are where transformers looks for them. */
export function hasWeights({ files }: Pick<Snapshot, 'files'>): boolean {
  return files.has(SINGLE_FILE) || files.has(INDEX_FILE)
}
