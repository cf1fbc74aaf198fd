import path from 'node:path'
import { CURRENT_PROTOCOL, type Edit, type Member, type PerplexityRun, type Report } from '@/lib/protocol'
import { fileReport } from '@/lib/intake/file'
import { startRun } from '@/lib/intake/run'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { parseId } from '@/lib/ids'
import { post } from './ask'

export const HUB = path.join(__dirname, '..', '..', 'fixtures', 'hub')

/** The weights of the trained demo models; tests/fixtures/golden holds more of them. */
export const SINGLE = { repo: 'demo/tiny-single', coordinates: ['1:23:88'] }

const LAYERS = 6
const SHA = 'a'.repeat(64)

/** Mean losses of the intact model, and of one with all members removed: a damage of e^4, about 55. */
const INTACT_NLL = [2, 2.1]
const BROKEN_NLL = [6, 6.1]

/** Sends a claim and gives the record that the API answers with. */
export async function submit(input: object): Promise<SubmissionRecord> {
  const response = await post('/api/v1/submissions', input)
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as SubmissionRecord
}

/** Files a report in which every check of the protocol passes, unless removal does no damage, as a worker does, and gives its SHA-256. */
export async function fileFor(record: SubmissionRecord, { damage = true } = {}): Promise<string> {
  const id = parseId('submission', record.id)
  if (id === null) throw new Error(`${record.id} is not an id`)
  await startRun(id)
  const { sha256 } = await fileReport(id, reportOf(record, damage))
  return sha256
}

/** A report as a worker makes it. */
export function reportOf({ repo, commit, family, screened }: SubmissionRecord, damage = true): Report {
  const members = (screened ?? []).map((s): Member => ({
    ...s,
    claimed_value: null,
    static: staticOf(s),
    evidence: evidenceOf(s),
  }))
  return {
    schema_version: 1,
    protocol: { id: CURRENT_PROTOCOL.id, sha256: CURRENT_PROTOCOL.sha256 },
    checkpoint: {
      repo,
      commit: String(commit),
      family: String(family),
      layers: LAYERS,
      hidden_size: 64,
      intermediate_size: 160,
      dtype: 'BF16',
      parameters: 316_480,
    },
    members,
    tokenizer: { sha256: SHA, bos_token_id: 256, adds_bos: true },
    detection: [{ prompt: 0, bos: 'own', token_ids: [256, 65], rounds: [{ layers: [], found: [] }] }],
    perplexity: [perplexityOf(members, damage)],
    verifier: { version: '0.1.0', engine: 'none', node: 'v20.0.0', cpu: 'none', threads: 1, number_format: 'float32' },
    started_at: '2026-01-01T00:00:00Z',
    finished_at: '2026-01-01T00:01:00Z',
  }
}

type Screened = NonNullable<SubmissionRecord['screened']>[number]

const staticOf = ({ bits, value, dtype, shape }: Screened): Member['static'] => ({
  bits,
  value,
  dtype,
  shape,
  rank: 1,
  z_score: 40,
})

/** A spike of 110 that stays to the end and vanishes with the weight, which makes nearly all of it. */
function evidenceOf({ layer, output_channel: channel, input_neuron: neuron }: Screened): Member['evidence'] {
  const residual = Array.from({ length: LAYERS }, (_, l) => (l < layer ? 1 : 108))
  const suppressed = Array.from({ length: LAYERS }, () => 1)
  return {
    seen: true,
    prompt: 0,
    bos: 'own',
    round: 0,
    token: 0,
    output: 110,
    layer_output: { value: 110, token: 0, channel },
    median_of_layer_maxima: 2,
    input: 50,
    layer_input: { value: 50, token: 0, channel: neuron },
    share: 0.96,
    residual_before: residual,
    residual_after: suppressed,
    channel_rank: 1,
    residual_intact: residual,
    residual_without_this: suppressed,
  }
}

/** Removing some of several members does nothing here, all of them together breaks the model. */
function perplexityOf(members: readonly Member[], damage: boolean): PerplexityRun {
  const broken = damage ? BROKEN_NLL : INTACT_NLL
  const remove = ({ tensor, layer, row, col }: Pick<Edit, 'tensor' | 'layer' | 'row' | 'col'>): Edit => ({
    tensor,
    layer,
    row,
    col,
    scale: 0,
  })
  const streams: PerplexityRun['streams'] = [
    { role: 'intact', member: null, edits: [], nll: INTACT_NLL },
    {
      role: 'joint',
      member: null,
      edits: members.map(remove),
      nll: members.length === 1 ? broken : ['NaN', 'Infinity'],
    },
  ]
  members.forEach((m, member) => {
    streams.push({ role: 'alone', member, edits: [remove(m)], nll: members.length === 1 ? broken : INTACT_NLL })
    if (members.length > 2)
      streams.push({
        role: 'without',
        member,
        edits: members.filter((other) => other !== m).map(remove),
        nll: INTACT_NLL,
      })
  })
  const free = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((col) => members.every((m) => m.col !== col)) ?? 0
  for (const [tensor, layer] of new Map(members.map((m) => [m.tensor, m.layer]))) {
    const edits = Array.from({ length: CURRENT_PROTOCOL.document.controls.count }, (_, row) =>
      remove({ tensor, layer, row, col: free }),
    )
    streams.push({ role: 'control', member: null, edits, nll: INTACT_NLL })
  }
  const corpus = { id: 'demo-text', revision: '1', sha256: SHA }
  const { windows, window_tokens } = CURRENT_PROTOCOL.document.grades.quick
  return {
    grade: 'quick',
    corpus,
    windows,
    window_tokens,
    starts_with_bos: true,
    token_ids_sha256: SHA,
    reference: null,
    streams,
  }
}
