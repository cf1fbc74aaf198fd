import { namesIn } from '@/lib/coordinates'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { openStored, type Storage } from '@/lib/hub/checkpoint/open-stored'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { HubTokenizer } from '@/lib/hub/tokenizer/types'
import { familyOf, type Family, type Recipe } from './families'
import { checkTensors } from './pass/check-tensors'
import { refuseUnused } from './pass/unused-tensors'
import { checkMemory } from './pass/memory'

/** A checkpoint with all that is needed to run it. */
export interface Subject {
  readonly checkpoint: Checkpoint
  readonly tokenizer: HubTokenizer
  readonly family: Family
  readonly recipe: Recipe
}

export interface SubjectRequest {
  readonly repo: string
  readonly revision?: string
  /** Whether what is read is kept in the Hub's cache on this machine; it is when absent. */
  readonly storage?: Storage
  readonly signal?: AbortSignal
}

/**
 * Opens a repo at a revision.
 * @throws HubError from the hub; UnsupportedArchitecture and InvalidCheckpoint where no recipe fits; TooLarge where the machine is too small.
 */
export async function openSubject({ repo, revision, storage, signal }: SubjectRequest): Promise<Subject> {
  const checkpoint = await openStored({
    repo,
    ...(revision ? { revision } : {}),
    ...(storage ? { storage } : {}),
    ...(signal ? { signal } : {}),
  })
  return subjectOf(checkpoint, await loadTokenizer(checkpoint, signal ? { signal } : {}))
}

/** @throws UnsupportedArchitecture or InvalidCheckpoint where no recipe fits; TooLarge where the machine is too small. */
export function subjectOf(checkpoint: Checkpoint, tokenizer: HubTokenizer): Subject {
  const known = familyOf(checkpoint.config, checkpoint.tensors)
  const family = { ...known, names: namesIn(known.names, checkpoint.tensors) }
  const recipe = known.recipeOf(checkpoint.config)
  checkTensors(recipe, checkpoint.tensors)
  refuseUnused(recipe, checkpoint.tensors)
  checkMemory(recipe)
  return { checkpoint, tokenizer, family, recipe }
}
