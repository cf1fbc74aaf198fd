import { readValue } from '@/lib/hub/safetensors/read-value'
import {
  CURRENT_PROTOCOL,
  perplexityOf,
  ratioOf,
  ratioRecord,
  type Grade,
  type Nll,
  type Protocol,
  type VerifierFacts,
} from '@/lib/protocol'
import { locate } from '../pass/check-tensors'
import type { Stream } from '../pass/branches'
import { runPass } from '../pass/run-pass'
import type { OnProgress } from './progress'
import type { Subject } from '../pass/subject'
import { DoseCurve, type DosePoint } from './dose-curve'
import { membersOf, type ClaimedCoordinate, type ClaimedMember } from './members'
import { toNll } from './perplexity'
import { restoredOf } from './restored'
import { windowsOf, windowsSha256, type TokenizedCorpus } from './windows'

export interface DoseOptions {
  readonly coordinates: readonly ClaimedCoordinate[]
  /** Each applies to all weights together; 1, the intact model, is always measured too. */
  readonly scales: readonly number[]
  /** Also the paper's restore experiment, and the scale 0 that it is compared with. */
  readonly restore: boolean
  readonly grade: Grade
  /** The verifier that the curve names. */
  readonly verifier: VerifierFacts
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

const RESTORED = 'restored'

/**
 * Perplexity of a model as some of its weights are scaled together; all scales in one pass over the checkpoint.
 * @throws InvalidClaim, CoordinateError, ImpossibleGrade; HubError where bytes cannot be read; the signal's reason when aborted
 */
export async function measureDose(subject: Subject, text: TokenizedCorpus, options: DoseOptions): Promise<DoseCurve> {
  const { checkpoint, family, recipe, backend } = subject
  const { corpus } = text
  const { grade, verifier, onProgress, signal } = options
  const { document: protocol } = CURRENT_PROTOCOL
  const members = membersOf(options.coordinates, checkpoint, family.names, recipe.layers, protocol)
  const scales = [...new Set([...options.scales, 1, ...(options.restore ? [0] : [])])].sort((a, b) => a - b)
  const windows = windowsOf(text, grade, recipe.positions, protocol)
  const losses = await runPass({
    checkpoint,
    recipe,
    backend,
    windows,
    streams: streamsOf(members, scales, options.restore),
    ...(signal ? { signal } : {}),
    onProgress: (done, total) =>
      onProgress?.({
        stage: 'perplexity',
        done,
        total,
        message: `Perplexity at ${scales.length} scales, grade ${grade}`,
      }),
  })
  const nllOf = (name: string) => (losses.get(name) ?? []).map(toNll)
  const point = (scale: number, name = String(scale)) => pointOf(scale, nllOf(name), nllOf('1'), protocol)
  return DoseCurve.parse({
    schema_version: 1,
    checkpoint: {
      repo: checkpoint.repo,
      commit: checkpoint.commit,
      family: family.names.family,
      layers: recipe.layers,
      dtype: locate(checkpoint.tensors, recipe, recipe.embedding.tensor).dtype,
    },
    members: await Promise.all(members.map((member) => describe(member, subject))),
    corpus: { id: corpus.id, revision: corpus.revision, sha256: corpus.sha256 },
    grade,
    windows: windows.length,
    window_tokens: windows[0]?.length ?? 0,
    starts_with_bos: text.start.length > 0,
    token_ids_sha256: windowsSha256(windows),
    points: scales.map((scale) => point(scale)),
    restored: options.restore ? restoredOf(point(0, RESTORED), point(0), protocol) : null,
    bootstrap: protocol.bootstrap,
    verifier,
  } satisfies DoseCurve)
}

function streamsOf(members: readonly ClaimedMember[], scales: readonly number[], restore: boolean): Stream[] {
  const edits = (scale: number) =>
    members.map(({ layer, expert, channel, neuron }) => ({ layer, expert: expert ?? null, channel, neuron, scale }))
  const curve = scales.map((scale) => ({ name: String(scale), edits: edits(scale) }))
  return restore
    ? [...curve, { name: RESTORED, edits: edits(0).map((edit) => ({ ...edit, spare: 'spike' as const })) }]
    : curve
}

function pointOf(scale: number, nll: Nll[], intact: readonly Nll[], protocol: Protocol): DosePoint {
  const perplexity = perplexityOf(nll)
  return {
    scale,
    nll,
    perplexity: Number.isFinite(perplexity) ? perplexity : null,
    ratio: ratioRecord(ratioOf(nll, intact, protocol.bootstrap)),
  }
}

async function describe(
  { coordinate, layer, expert, channel, neuron }: ClaimedMember,
  { checkpoint }: Subject,
): Promise<DoseCurve['members'][number]> {
  const location = checkpoint.tensors.get(coordinate.tensor)
  if (location === undefined) throw new Error(`${coordinate.tensor} was resolved and is not in the checkpoint.`)
  const { value } = await readValue(checkpoint, location, coordinate.row, coordinate.col)
  return { ...coordinate, layer, expert: expert ?? null, output_channel: channel, input_neuron: neuron, value }
}
