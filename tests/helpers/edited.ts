import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { nodeBackend } from '@/verifier/engine/node-backend'
import { familyOf } from '@/verifier/families'
import type { Model } from '@/verifier/pass/model'
import { folderCheckpoint } from './folder-checkpoint'

const FIXTURES = path.join(__dirname, '..', 'fixtures')

/** What transformers says of a model with weights scaled (tests/fixtures/make/parity/edits.py). */
export interface EditedGolden {
  /** Folder below tests/fixtures/hub. */
  readonly model: string
  /** The weights that are scaled together. */
  readonly places: readonly {
    readonly layer: number
    readonly channel: number
    readonly neuron: number
    readonly expert: number | null
  }[]
  /** The windows; null: of the demonstration text. */
  readonly token_ids: readonly (readonly number[])[] | null
  readonly measured: readonly EditedRun[]
}

export interface EditedRun {
  readonly windows: number
  readonly length: number
  /** `spare`: each weight is as it was at the token of a window where it adds most. */
  readonly streams: readonly { readonly scale: number; readonly spare: boolean; readonly nlls: readonly number[] }[]
}

export const EDITED_NAMES: readonly string[] = readdirSync(path.join(FIXTURES, 'golden', 'edits'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort()

export function editedGolden(name: string): EditedGolden {
  return JSON.parse(readFileSync(path.join(FIXTURES, 'golden', 'edits', `${name}.json`), 'utf8')) as EditedGolden
}

export function editedModel({ model }: EditedGolden): Model {
  const checkpoint = folderCheckpoint(path.join(FIXTURES, 'hub', model))
  return { checkpoint, recipe: familyOf(checkpoint.config).recipeOf(checkpoint.config), backend: nodeBackend }
}
