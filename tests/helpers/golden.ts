import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Extreme } from '@/lib/protocol'
import { folderCheckpoint } from './folder-checkpoint'
import { nodeBackend } from '@/verifier/engine/node-backend'
import { familyOf } from '@/verifier/families'
import type { Model } from '@/verifier/pass/model'

const FIXTURES = path.join(__dirname, '..', 'fixtures')

export const TRAINED = ['tiny-single', 'tiny-set', 'tiny-pair', 'tiny-decoy', 'tiny-plain'] as const
export type Trained = (typeof TRAINED)[number]

interface GoldenLayer {
  readonly down_proj_input: Extreme
  readonly down_proj_output: Extreme
  readonly residual_after: Extreme
}

/** What transformers measured (tests/fixtures/make/golden.py); only what the tests read. */
export interface Golden {
  readonly planted: readonly {
    readonly layer: number
    readonly tensor: string
    readonly row: number
    readonly col: number
    readonly value: number
    readonly stored_bits: string
    readonly rank_in_tensor: number
  }[]
  readonly traces: readonly {
    readonly bos: boolean
    readonly token_ids: number[]
    readonly max_abs_logit: number
    readonly layers: readonly GoldenLayer[]
    readonly last_logits?: readonly number[]
  }[]
  readonly removal_rounds: readonly { readonly zeroed: readonly number[]; readonly layers: readonly GoldenLayer[] }[]
  readonly edits: { readonly streams: Readonly<Record<string, readonly (readonly [number, number, number])[]>> }
  readonly perplexity: readonly {
    readonly windows: number
    readonly length: number
    readonly streams: Readonly<
      Record<
        string,
        { readonly nlls: readonly number[]; readonly ratio: number; readonly nlls_float64?: readonly number[] }
      >
    >
  }[]
}

export function goldenOf(name: Trained): Golden {
  return JSON.parse(readFileSync(path.join(FIXTURES, 'golden', `${name}.json`), 'utf8')) as Golden
}

export const FIXTURE_HUB = path.join(FIXTURES, 'hub')

/** A trained fixture straight from its folder. */
export function trainedModel(name: Trained): Model {
  const checkpoint = folderCheckpoint(path.join(FIXTURE_HUB, 'demo', name))
  return { checkpoint, recipe: familyOf(checkpoint.config).recipeOf(checkpoint.config), backend: nodeBackend }
}

/** Windows of the demonstration text, made here as golden.py makes them: <s> and then bytes. */
export function demoWindows(windows: number, length: number): number[][] {
  const bytes = readFileSync(path.join(__dirname, '..', '..', 'content', 'corpora', 'demo-text.txt'))
  return Array.from({ length: windows }, (_, i) => [256, ...bytes.subarray(i * (length - 1), (i + 1) * (length - 1))])
}
