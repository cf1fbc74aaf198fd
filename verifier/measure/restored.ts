import type { Protocol } from '@/lib/protocol'
import type { DosePoint, Restored } from './dose-curve'

/**
 * The share of the removal's damage that restoring the super activation undoes, on log-perplexity: `1 - ln R(restored) / ln R(removed)`. 1 is all of
 * it, 0 nothing; restoring may also overshoot or do harm of its own.
 */
export function restoredOf(restored: DosePoint, removed: DosePoint, protocol: Protocol): Restored {
  const missing = whyNoShare(restored, removed, protocol)
  const undone =
    missing === null ? 1 - Math.log(restored.ratio.ratio ?? NaN) / Math.log(removed.ratio.ratio ?? NaN) : null
  return { ...restored, undone, undone_missing: missing }
}

/** A share of a damage that is not there, or has no number, would say nothing. Below the ratio of class C what is measured is chance, however narrow its interval. */
function whyNoShare(restored: DosePoint, removed: DosePoint, protocol: Protocol): string | null {
  if (removed.ratio.ratio === null)
    return removed.ratio.infinite
      ? 'perplexity without the weights is infinite'
      : 'the intact model has no finite perplexity'
  const { c_min_ratio: least } = protocol.classes
  if (removed.ratio.ratio < least || (removed.ratio.lower ?? 0) <= 1)
    return `removing the weights does no damage that could be undone (R below ${least}, or its interval reaches 1)`
  if (restored.ratio.ratio === null) return 'perplexity with the activation restored is infinite'
  return null
}
