import path from 'node:path'
import { readValue } from '@/lib/hub/safetensors/read-value'
import type { EditedWeight, Subject } from '@/lib/recipes'
import { folderCheckpoint } from '../../helpers/folder-checkpoint'

const HUB = path.join(__dirname, '..', '..', 'fixtures', 'hub')

export type Place = readonly [tensor: string, row: number, col: number]

/** Weights of a fixture's checkpoint as records know them, with its folder. */
export async function fixtureWeights(
  name: string,
  places: readonly Place[],
): Promise<{ subject: Subject; folder: string }> {
  const folder = path.join(HUB, name)
  const checkpoint = folderCheckpoint(folder)
  const weights: EditedWeight[] = []
  for (const [tensor, row, col] of places) {
    const location = checkpoint.tensors.get(tensor)
    if (!location) throw new Error(`${name} has no ${tensor}.`)
    weights.push({ tensor, row, col, ...(await readValue(checkpoint, location, row, col)) })
  }
  return { subject: { repo: `demo/${name}`, commit: null, weights }, folder }
}
