import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { familyOf, type Recipe } from '@/verifier/families'

/** A generated checkpoint and its recipe. */
export async function openSubject(folder: string): Promise<{ checkpoint: Checkpoint; recipe: Recipe }> {
  const checkpoint = await openFolder(folder)
  return { checkpoint, recipe: familyOf(checkpoint.config).recipeOf(checkpoint.config) }
}
