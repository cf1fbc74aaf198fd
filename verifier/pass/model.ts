import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { Recipe } from '../families'
import type { InferenceBackend } from '../graph/backend'

/** A checkpoint, the recipe of its layers, and the backend that runs them. */
export interface Model {
  readonly checkpoint: Checkpoint
  readonly recipe: Recipe
  readonly backend: InferenceBackend
}

/** What a model runs on. Handed in: Node and a browser have different ones. */
export interface Machine {
  readonly backend: InferenceBackend
  /** Bytes of memory that a run may fill. */
  readonly memory: number
}
