import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Extreme } from '@/lib/protocol'
import { parseConfig, type ModelConfig } from '@/lib/hub/config/model-config'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { familyOf, type Recipe } from '@/verifier/families'
import { logitsOf } from '@/verifier/pass/losses'
import type { LayerObservation } from '@/verifier/pass/observe'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

const FIXTURES = path.join(__dirname, '..', '..', 'fixtures')

/** A peak as the golden files have it; of experts, the expert is named. */
export type GoldenPeak = Extreme & { readonly expert?: number }

/** Peaks of one layer, as far as its family has them. */
export interface GoldenLayer {
  readonly down_proj_input: GoldenPeak
  readonly down_proj_output: GoldenPeak
  readonly down_proj_output_after_norm?: GoldenPeak
  /** Of the expert that all tokens go to. */
  readonly shared_down_proj_input?: GoldenPeak
  readonly shared_down_proj_output?: GoldenPeak
  /** What all experts add together. */
  readonly mlp_output?: GoldenPeak
  readonly residual_after: GoldenPeak
}

/** What transformers says of a random checkpoint (tests/fixtures/make/parity/golden.py); only what is compared. */
export interface ParityGolden {
  readonly model_type: string
  readonly covers: string
  readonly dtype: string
  readonly traces: readonly {
    readonly token_ids: readonly number[]
    readonly max_abs_logit: number
    readonly nll_float64: number | null
    readonly layers: readonly GoldenLayer[]
    readonly last_logits: readonly number[]
  }[]
}

export interface ParityModel {
  readonly name: string
  readonly golden: ParityGolden
  readonly checkpoint: Checkpoint
  readonly recipe: Recipe
}

/** Names of all checkpoints, sorted. */
export const PARITY_NAMES: readonly string[] = readdirSync(path.join(FIXTURES, 'golden', 'parity'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort()

export function goldenOf(name: string): ParityGolden {
  return JSON.parse(readFileSync(path.join(FIXTURES, 'golden', 'parity', `${name}.json`), 'utf8')) as ParityGolden
}

/** Opened as a user opens a folder: config.json goes through the product's own schema. */
export async function parityModel(name: string): Promise<ParityModel> {
  const checkpoint = await openFolder(path.join(FIXTURES, 'hub', 'parity', name))
  return { name, golden: goldenOf(name), checkpoint, recipe: familyOf(checkpoint.config).recipeOf(checkpoint.config) }
}

/** The same config in the other dialect: that of transformers 5 for a model in the words of the Hub's older ones, and the other way round. */
export function otherWords(name: string): ModelConfig {
  return parseConfig(readFileSync(path.join(FIXTURES, 'hub', 'parity', name, 'other-words.json')), name)
}

/** As long as a sequence may be where it is run many times over. */
const SHORT = 200

/** The longest of the short sequences. */
export function shortTrace({ traces }: ParityGolden): ParityGolden['traces'][number] {
  const found = traces.filter((trace) => trace.token_ids.length <= SHORT).at(-1)
  if (!found) throw new Error('no short sequence')
  return found
}

/** How far a model is from transformers, over all its sequences. */
export interface Parity {
  readonly lengths: readonly number[]
  /** Worst difference of a logit of the last token, relative to the largest |logit|. */
  readonly logit: number
  /** Worst difference of the mean loss from that in float64, as a part of it. */
  readonly loss: number
  /** Worst difference of a peak, as a part of it. */
  readonly peak: number
  readonly peaks: number
  /** Peaks that are at another place. */
  readonly misplaced: readonly string[]
}

/** Runs every sequence of a model, and compares. */
export async function measureParity({ golden, checkpoint, recipe }: ParityModel): Promise<Parity> {
  const traces = await runTraces({
    backend: nodeBackend,
    checkpoint,
    recipe,
    jobs: golden.traces.map((t) => ({ tokens: t.token_ids, edits: [], base: null })),
    watches: [],
  })
  // One walk over the vocabulary for the last tokens of all sequences.
  const last = Float32Array.from(
    traces.flatMap(({ layers }) => [...(layers.at(-1)?.after.slice(-recipe.hidden) ?? [])]),
  )
  const allLogits = await logitsOf({ checkpoint, recipe, backend: nodeBackend }, last)
  let [logit, loss] = [0, 0]
  const peaks: Peak[] = []
  for (const [i, theirs] of golden.traces.entries()) {
    const layers = traces[i]?.layers ?? []
    theirs.layers.forEach((layer, at) =>
      peaks.push(...peaksOf(layers[at], layer, `${theirs.token_ids.length} tokens, layer ${at}`)),
    )
    const logits = allLogits.subarray(i * recipe.vocabulary, (i + 1) * recipe.vocabulary)
    logit = Math.max(
      logit,
      ...theirs.last_logits.map((value, id) => Math.abs(value - (logits[id] ?? NaN)) / theirs.max_abs_logit),
    )
    if (theirs.nll_float64 === null) continue
    const losses = await runPass({
      backend: nodeBackend,
      checkpoint,
      recipe,
      windows: [theirs.token_ids],
      streams: [{ name: 'intact', edits: [] }],
    })
    loss = Math.max(loss, Math.abs((losses.get('intact')?.[0] ?? NaN) / theirs.nll_float64 - 1))
  }
  return {
    lengths: golden.traces.map((t) => t.token_ids.length),
    logit,
    loss,
    peak: Math.max(...peaks.map((p) => p.off)),
    peaks: peaks.length,
    misplaced: peaks.flatMap((p) => p.misplaced ?? []),
  }
}

interface Peak {
  readonly off: number
  readonly misplaced: string | null
}

function peaksOf(ours: LayerObservation | undefined, theirs: GoldenLayer, where: string): Peak[] {
  const pairs = [
    ['input', ours?.extremes.input, louder(theirs.down_proj_input, theirs.shared_down_proj_input)],
    [
      'output',
      ours?.extremes.projection ?? ours?.extremes.output,
      louder(theirs.down_proj_output, theirs.shared_down_proj_output),
    ],
    ['what enters', ours?.extremes.output, enteringOf(theirs)],
    ['residual', ours?.extremes.residual, theirs.residual_after],
  ] as const
  // A multiplier's product is nowhere in transformers' own modules.
  return pairs
    .filter(([kind]) => kind !== 'what enters' || theirs.down_proj_output_after_norm || theirs.mlp_output)
    .map(([kind, got, wanted]) => {
      const same = got?.token === wanted.token && got.channel === wanted.channel
      return {
        off: Math.abs((got?.value ?? NaN) / wanted.value - 1),
        misplaced: same
          ? null
          : `${where}, ${kind}: [${got?.token}, ${got?.channel}], not [${wanted.token}, ${wanted.channel}]`,
      }
    })
}

/** What enters the residual stream: after a norm or from all experts, where the family has those. */
export function enteringOf(layer: GoldenLayer): GoldenPeak {
  return layer.down_proj_output_after_norm ?? layer.mlp_output ?? layer.down_proj_output
}

function louder(one: GoldenPeak, other: GoldenPeak | undefined): GoldenPeak {
  return other && Math.abs(other.value) > Math.abs(one.value) ? other : one
}
