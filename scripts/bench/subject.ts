import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { nodeBackend } from '@/verifier/engine/node-backend'
import { familyOf } from '@/verifier/families'
import type { Model } from '@/verifier/pass/model'

/** A generated checkpoint and its recipe. */
export async function openSubject(folder: string): Promise<Model> {
  const checkpoint = await openFolder(folder)
  return { checkpoint, recipe: familyOf(checkpoint.config).recipeOf(checkpoint.config), backend: nodeBackend }
}
