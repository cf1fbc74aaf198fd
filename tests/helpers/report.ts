import {
  protocolNamed,
  SWP1,
  type Edit,
  type Grade,
  type Member,
  type Nll,
  type PerplexityRun,
  type Report,
  type StreamResult,
} from '@/lib/protocol'

/** One member of a hand-made report; what is left out makes every check pass. */
export interface MemberPlan {
  readonly tensor?: string
  readonly layer?: number
  readonly row?: number
  readonly col?: number
  readonly value?: number
  readonly bits?: string
  readonly dtype?: string
  readonly shape?: readonly [number, number]
  readonly claimed?: number | null
  /** R when only this member is removed; in a set. */
  readonly alone?: number | 'NaN' | 'Infinity'
  /** R when all but this member are removed; in a set of three or more. */
  readonly without?: number | 'NaN' | 'Infinity'
  readonly evidence?: Partial<Member['evidence']>
}

/** A hand-made report, as a verifier would write it. */
export interface ReportPlan {
  /** Default: the newest. Evidence that swp-1 lacks is left out of its reports. */
  readonly protocol?: 'swp-1' | 'swp-2'
  readonly repo?: string
  readonly commit?: string
  readonly members?: readonly MemberPlan[]
  readonly grade?: Grade
  /** R with all members removed. */
  readonly ratio?: number | 'NaN' | 'Infinity'
  /** How far ln R varies from window to window: widens the interval. */
  readonly spread?: number
  readonly intact?: Nll
  readonly controlRatio?: number | 'NaN'
  readonly controlCount?: number
  readonly reference?: PerplexityRun['reference']
  readonly verifier?: Partial<Report['verifier']>
  readonly corpus?: string
}

const LAYERS = 6
const hex = (digit: string, length = 64) => digit.repeat(length)

/** By default: one member of class A, every check passing, at grade `quick`. */
export function makeReport(plan: ReportPlan = {}): Report {
  const { protocol = 'swp-2' } = plan
  const members = (plan.members ?? [{}]).map((member) => memberOf(member, protocol))
  return {
    schema_version: 1,
    protocol: { id: protocol, sha256: protocolNamed(protocol)?.sha256 ?? '' },
    checkpoint: {
      repo: plan.repo ?? 'demo/tiny-single',
      commit: plan.commit ?? hex('a', 40),
      family: 'llama',
      layers: LAYERS,
      hidden_size: 64,
      intermediate_size: 160,
      dtype: 'BF16',
      parameters: 316_480,
    },
    members,
    tokenizer: { sha256: hex('b'), bos_token_id: 256, adds_bos: true },
    detection: [{ prompt: 0, bos: 'own', token_ids: [256, 65], rounds: [{ layers: [], found: [] }] }],
    perplexity: [runOf(plan, members)],
    verifier: {
      version: '0.1.0',
      engine: 'onnxruntime-node 1.30.0',
      node: 'v20.19.0',
      packages: { '@huggingface/tokenizers': '0.2.0' },
      cpu: 'cpu one',
      device: 'cpu',
      threads: 2,
      number_format: 'float32',
      ...plan.verifier,
    },
    started_at: '2026-11-23T19:00:00.000Z',
    finished_at: '2026-11-23T19:01:00.000Z',
  }
}

function memberOf(plan: MemberPlan, protocol: string): Member {
  const {
    layer = 1,
    row = 23,
    col = 88,
    value = 2.171875,
    bits = '400b',
    dtype = 'BF16',
    shape = [64, 160],
    claimed = null,
  } = plan
  return {
    tensor: plan.tensor ?? `model.layers.${layer}.mlp.down_proj.weight`,
    layer,
    expert: null,
    row,
    col,
    output_channel: row,
    input_neuron: col,
    claimed_value: claimed,
    static: { bits, value, dtype, shape: [...shape], rank: 1, z_score: 40 },
    evidence: {
      ...passingEvidence(layer, row, col),
      ...(protocol === 'swp-1' ? {} : evidenceFromIntact(layer)),
      ...plan.evidence,
    },
  }
}

const residualFrom = (layer: number) => Array.from({ length: LAYERS }, (_, l) => (l < layer ? 0.5 : 108))
const SUPPRESSED = Array.from({ length: LAYERS }, () => 0.5)

/** What swp-2 adds: measured from the intact model on. */
function evidenceFromIntact(layer: number): Partial<Member['evidence']> {
  return { channel_rank: 1, residual_intact: residualFrom(layer), residual_without_this: SUPPRESSED }
}

function passingEvidence(layer: number, row: number, col: number): Member['evidence'] {
  return {
    seen: true,
    prompt: 0,
    bos: 'own',
    round: 0,
    token: 0,
    output: 110,
    layer_output: { value: 110, token: 0, channel: row },
    median_of_layer_maxima: 4,
    input: 50,
    layer_input: { value: 50, token: 0, channel: col },
    share: 0.98,
    residual_before: residualFrom(layer),
    residual_after: SUPPRESSED,
  }
}

function runOf(plan: ReportPlan, members: readonly Member[]): PerplexityRun {
  const { grade = 'quick', spread = 0.02, intact = 1.2, ratio = 40 } = plan
  const { windows, window_tokens } = SWP1.grades[grade]
  const base: Nll[] = Array.from({ length: windows }, (_, i) =>
    typeof intact === 'number' ? intact + 0.01 * (i % 3) : intact,
  )
  const times = (r: number | 'NaN' | 'Infinity'): Nll[] =>
    base.map((nll, i) =>
      typeof r !== 'number' ? r : typeof nll !== 'number' ? nll : nll + Math.log(r) + spread * ((i % 2) * 2 - 1),
    )
  const removed = members.map(({ tensor, layer, row, col }): Edit => ({ tensor, layer, row, col, scale: 0 }))
  const plans = plan.members ?? [{}]
  const single = members.length === 1
  return {
    grade,
    corpus: { id: plan.corpus ?? 'demo-text', revision: '1', sha256: hex('c') },
    windows,
    window_tokens,
    starts_with_bos: true,
    token_ids_sha256: hex('d'),
    reference: plan.reference ?? null,
    streams: [
      { role: 'intact', member: null, edits: [], nll: base },
      { role: 'joint', member: null, edits: removed, nll: times(ratio) },
      ...(single
        ? []
        : plans.map((p, i): StreamResult => ({
            role: 'alone',
            member: i,
            edits: removed.filter((_, m) => m === i),
            nll: times(p.alone ?? 1.2),
          }))),
      ...(members.length < 3
        ? []
        : plans.map((p, i): StreamResult => ({
            role: 'without',
            member: i,
            edits: removed.filter((_, m) => m !== i),
            nll: times(p.without ?? 3),
          }))),
      ...controlsOf(plan, members, times),
    ],
  }
}

/** One group of controls a tensor; the first one is what `controlRatio` says. */
function controlsOf(
  { controlRatio = 1.001, controlCount = SWP1.controls.count }: ReportPlan,
  members: readonly Member[],
  times: (r: number | 'NaN') => Nll[],
): StreamResult[] {
  return [...new Map(members.map((m) => [m.tensor, m])).values()].map(({ tensor, layer }, i) => ({
    role: 'control' as const,
    member: null,
    edits: Array.from({ length: controlCount }, (_, n): Edit => ({ tensor, layer, row: n, col: 159 - n, scale: 0 })),
    nll: times(i === 0 ? controlRatio : 1),
  }))
}
