import { CURRENT_PROTOCOL, type FindAnswer, type FindResult, type FoundSpike } from '@/lib/protocol'

const TENSOR = 'model.layers.1.mlp.down_proj.weight'

export const SPIKE: FoundSpike = {
  layer: 1,
  channel: 41,
  token: 0,
  output: -512.25,
  prompt: 0,
  bos: 'own',
  after_removals: 0,
  after: [],
  late_echo: false,
}

const ratio = (value: number) => ({ ratio: value, infinite: false, lower: value * 0.9, upper: value * 1.1 })

/** An answer with the weights at these rows of column 130. */
export function answerAt(rows: readonly number[], damage = 97): FindAnswer {
  return {
    class: rows.length === 1 ? 'A' : 'B',
    members: rows.map((row) => ({
      tensor: TENSOR,
      layer: 1,
      expert: null,
      row,
      col: 130,
      value: 1.5,
      dtype: 'BF16',
      share: 0.93,
      alone: rows.length === 1 ? null : ratio(1.02),
    })),
    damage: ratio(damage),
    grade: 'quick',
    spike: SPIKE,
    report: 'a'.repeat(64),
  }
}

/** What a search of a checkpoint found; a set of three when nothing is changed. */
export function makeFound(changes: Partial<FindResult> = {}): FindResult {
  const { id, sha256 } = CURRENT_PROTOCOL
  return {
    schema_version: 1,
    repo: 'demo/tiny-set',
    commit: '0'.repeat(40),
    protocol: { id, sha256 },
    corpus: { id: 'demo-text', revision: '1', sha256: 'b'.repeat(64) },
    answers: [answerAt([41, 7, 58])],
    tried: [
      {
        group: 'spike',
        spike: { ...SPIKE, layer: 4, late_echo: true },
        members: [{ tensor: TENSOR, layer: 4, expert: null, row: 50, col: 33 }],
        damage: ratio(1),
        reason: 'Inert.',
      },
    ],
    unexplained: [],
    searched: {
      prompts: 6,
      spikes: 3,
      unexplained: 0,
      groups: 2,
      groups_left_out: 0,
      sets: 9,
      largest_ratio_left: ratio(1.4),
    },
    ...changes,
  }
}
