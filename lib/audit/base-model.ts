import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readValue } from '@/lib/hub/safetensors/read-value'
import type { NormName } from './norms'
import { readVector } from './plain-tensor'
import type { Wanted } from './stored-weight'

/** The model that was quantised: where originals and norms come from. */
export interface BaseModel {
  readonly repo: string
  /** Null where it has no such weight. */
  value(wanted: Wanted): Promise<number | null>
  norm(wanted: Wanted, name: NormName): Promise<ArrayLike<number> | null>
}

/** A base model from its checkpoint. Its norms are read once, for all files that are compared with them. */
export function baseFrom(checkpoint: Checkpoint): BaseModel {
  const norms = new Map<string, Promise<Float64Array | null>>()
  return {
    repo: checkpoint.repo,
    async value({ tensor, row, col }) {
      const location = checkpoint.tensors.get(tensor)
      return location === undefined ? null : (await readValue(checkpoint, location, row, col)).value
    },
    async norm({ tensor }, { stored }) {
      const prefix = /^(.*?(?:layers|h|blocks)\.\d+\.)/.exec(tensor)?.[1] ?? ''
      const key = `${prefix}${stored}`
      const norm =
        norms.get(key) ?? readVector(checkpoint.tensors.get(key), (one, from, to) => checkpoint.read(one, from, to))
      norms.set(key, norm)
      return norm
    },
  }
}
