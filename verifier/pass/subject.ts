import { namesIn } from '@/lib/coordinates'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { HubTokenizer } from '@/lib/hub/tokenizer/types'
import { familyOf, type Family } from '../families'
import { checkTensors } from './check-tensors'
import { checkMemory } from './memory'
import type { Machine, Model } from './model'
import { refuseUnused } from './unused-tensors'

/** A checkpoint with all that a run needs. */
export interface Subject extends Model {
  readonly tokenizer: HubTokenizer
  readonly family: Family
}

/** @throws UnsupportedArchitecture or InvalidCheckpoint where no recipe fits; TooLarge where the machine is too small. */
export function subjectOf(checkpoint: Checkpoint, tokenizer: HubTokenizer, { backend, memory }: Machine): Subject {
  const known = familyOf(checkpoint.config, checkpoint.tensors)
  const family = { ...known, names: namesIn(known.names, checkpoint.tensors) }
  const recipe = known.recipeOf(checkpoint.config)
  checkTensors(recipe, checkpoint.tensors)
  refuseUnused(recipe, checkpoint.tensors)
  checkMemory(recipe, memory)
  return { checkpoint, tokenizer, family, recipe, backend }
}
