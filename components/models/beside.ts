import type { EffectRecord } from '@/lib/effects/schema'
import { isUnnamed } from '@/lib/effects/literature-schema'
import type { RatioRecord } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'

/** What was measured here with certain weights removed. */
export interface MeasuredEffect {
  readonly damage: RatioRecord
  readonly intact: number | null
  readonly report: ReportRecord
}

/** A removal that publications print figures for, that was measured here, or both. */
export interface Removal {
  /** Records of the weights removed together. */
  readonly weights: readonly { readonly id: string; readonly words: string }[]
  readonly measured: MeasuredEffect | null
  readonly published: readonly EffectRecord[]
}

/** Pairs what publications print about removing weights of a model with what was measured here; those measured first. */
export function removalsOf(effects: readonly EffectRecord[], reports: readonly ReportRecord[]): Removal[] {
  const removals = new Map<string, Removal>()
  const add = (weights: Removal['weights'], change: (removal: Removal) => Removal) => {
    const key = weights
      .map(({ id }) => id)
      .sort()
      .join(' ')
    removals.set(key, change(removals.get(key) ?? { weights, measured: null, published: [] }))
  }
  for (const report of reports) {
    const named = report.report.members.map(({ layer, row, col }, i) => ({
      id: report.weights[i] ?? '',
      words: `layer ${layer} [${row}, ${col}]`,
    }))
    const { damage, members, intact_perplexity: intact } = report.verdict
    // Reports come latest first.
    add(named, (removal) => ({ ...removal, measured: removal.measured ?? { damage, intact, report } }))
    if (named.length > 1)
      members.forEach(({ alone }, i) => {
        const one = named[i]
        if (alone && one)
          add([one], (removal) => ({ ...removal, measured: removal.measured ?? { damage: alone, intact, report } }))
      })
  }
  for (const effect of effects) {
    const { weights, experts } = effect.removed
    if (isUnnamed(effect.source) || experts.length > 0 || weights.length === 0) continue
    const named = weights.map(({ id, tensor, row, col }) => ({ id, words: wordsOf(tensor, row, col) }))
    add(named, (removal) => ({ ...removal, published: [...removal.published, effect] }))
  }
  return [...removals.values()].toSorted((a, b) => Number(b.measured !== null) - Number(a.measured !== null))
}

/** Layer and index of a stored tensor: the layer is the first number of its name. */
function wordsOf(tensor: string, row: number, col: number): string {
  const layer = /\b(\d+)\b/.exec(tensor)?.[1]
  return `${layer === undefined ? tensor : `layer ${layer}`} [${row}, ${col}]`
}
