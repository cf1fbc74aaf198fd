import { CLASS_TEXTS } from '@/components/status/weight-class'
import { readable, times } from '@/components/text/format'
import type { RatioRecord, WeightClass } from '@/lib/protocol'
import type { ReportSummary } from '@/lib/reports/schema'
import type { Level } from '@/lib/weights/schema'

interface Evidence {
  readonly level: Level
  readonly class: WeightClass | null
  readonly verified: boolean
  readonly reports: readonly ReportSummary[]
}

/** Class and level in words. */
export function evidenceWords({ level, class: cls, verified }: Evidence): string[] {
  return [
    ...(cls === null ? [] : [`Class ${cls}, ${CLASS_TEXTS[cls]}`]),
    `Evidence level ${level.number}, ${level.word}`,
    ...(verified ? [] : ['not verified here']),
  ]
}

/** The damage to show first: that of the latest report that accepted it. Null where none did. */
export function headlineDamage({ verified, reports }: Evidence): RatioRecord | null {
  return verified ? (reports.find(({ accepted }) => accepted)?.damage ?? null) : null
}

/** `perplexity ×45.2` */
export function damageWords({ ratio, infinite }: RatioRecord): string {
  if (infinite) return 'perplexity beyond any number'
  return ratio === null
    ? 'perplexity is not a number'
    : `perplexity ${ratio >= 1e7 ? `×${readable(ratio)}` : times(ratio)}`
}
