import type { Db } from '@/lib/db'
import { corroborates } from '@/lib/claims/corroborating'
import { challengeFieldsOf } from '@/lib/challenges/of-record'
import { claimRecord, corroboratingRecord } from '@/lib/claims/render'
import { missingOf } from '@/lib/http/missing'
import { printId } from '@/lib/ids'
import { effectRecord } from '@/lib/effects/render'
import { WeightClass } from '@/lib/protocol'
import { findingOf, inOrder, summaryOf } from '@/lib/reports/finding'
import { gradingOf, type Grading } from './level'
import type { ModelRows, WeightRows } from './include'
import { isNegative, publicationsOf } from './publications'
import { contradictingSources, rivalsOf } from './rivals'
import { VERIFIED_FROM, type WeightRecord } from './schema'
import { spellingsOf } from './spellings'

const UNREAD = 'Not read: no source names a commit, and no submission of it has been read at one yet.'
const REASONS = {
  commit: 'No source names a commit, and no submission of it has been read at one yet.',
  shape: UNREAD,
  dtype: UNREAD,
  value: UNREAD,
  bits: UNREAD,
  expert: 'The tensor does not belong to an expert.',
}

/** A record without its version and time. */
export type RenderedWeight = Omit<WeightRecord, 'version' | 'updated_at'>

/** A weight's record from its rows and its model's: level and class are computed here. */
export async function renderWeight(
  tx: Db,
  weight: WeightRows,
  { claims: units, checkpoints: gated }: Omit<ModelRows, 'id'> = { claims: [], checkpoints: [] },
): Promise<RenderedWeight> {
  const findings = inOrder(weight.reports.map((r) => findingOf(r.report)))
  const published = {
    publications: publicationsOf(weight.claims),
    negatives: publicationsOf(weight.claims, 'negative'),
  }
  const challenges = challengeFieldsOf(weight.challenges)
  const grading = gradingOf({ reading: readingOf(weight), ...published, findings, withdrawn: challenges.withdrawn })
  const fields = {
    ...coordinateFields(weight),
    ...(gated.some(({ commit }) => commit === weight.commit) ? { gated: true as const } : {}),
    level: grading.level,
    class: grading.class,
    verified: grading.level.number >= VERIFIED_FROM,
    published_as_negative: isNegative(published),
    disputed: contradictingSources(weight).length > 0,
    rivals: await rivalsOf(tx, weight),
    claims: [
      ...weight.claims.map(claimRecord),
      ...units.filter((claim) => corroborates(claim, weight)).map(corroboratingRecord),
    ],
    effects: weight.effects.map(({ effect }) => effectRecord(effect)),
    sets: weight.memberships.map(({ set }) => ({
      id: printId('set', set.id),
      class: WeightClass.nullable().parse(set.class),
    })),
    reports: findings.map(summaryOf),
    ...challenges,
  }
  return { ...fields, missing: missingFor(fields, grading), created_at: weight.createdAt.toISOString() }
}

function coordinateFields(weight: WeightRows) {
  const { id, commit, tensor, row, col, layer, expert, outputChannel, inputNeuron, value, bits, dtype, shape } = weight
  const name = printId('weight', id)
  const [rows, cols] = shape
  return {
    schema_version: 2 as const,
    id: name,
    url: `/weights/${name}`,
    repo: weight.model.repo,
    commit,
    tensor,
    row,
    col,
    shape: rows === undefined || cols === undefined ? null : ([rows, cols] satisfies [number, number]),
    dtype,
    layer,
    expert,
    output_channel: outputChannel,
    input_neuron: inputNeuron,
    spellings: spellingsOf({ tensor, row, col }),
    value,
    bits,
  }
}

function missingFor(
  fields: Record<string, unknown> & { spellings: WeightRecord['spellings'] },
  { unclassed }: Grading,
): Record<string, string> {
  const reasons = unclassed === null ? REASONS : { ...REASONS, class: unclassed }
  const spelling = {
    'spellings.transformers': 'The sources describe the tensor in words, without its stored name.',
    'spellings.state_dict': 'The sources describe the tensor in words, without its stored name.',
    'spellings.gguf': "llama.cpp's converter changes more than this tensor's name.",
  }
  const { spellings } = fields
  const spelled = {
    'spellings.transformers': spellings.transformers,
    'spellings.state_dict': spellings.state_dict,
    'spellings.gguf': spellings.gguf,
  }
  return { ...missingOf(fields, reasons), ...missingOf(spelled, spelling) }
}

function readingOf({ commit, value, dtype }: WeightRows): { commit: string; text: string } | null {
  return commit === null || value === null ? null : { commit, text: `${value} (${dtype ?? 'unknown dtype'})` }
}
