import { durationInWords } from '../measure/duration'
import type { Progress } from '../measure/progress'

/** Estimates from less than this, in milliseconds, are erratic. */
const TOO_SOON = 2_000

/**
 * Estimates how long a stage still takes: steps are layers, and all layers take about as long. Each stage, and each pass within it, is measured by itself.
 * @param now a clock in milliseconds
 * @returns for each progress "2 min left" or "40 s left", or "" while there is no estimate
 */
export function timeLeft(now: () => number): (progress: Progress) => string {
  let from: { readonly key: string; readonly at: number; readonly done: number } | null = null
  return ({ stage, total, done, message }) => {
    const key = `${stage} ${total} ${message}`
    if (from?.key !== key || done < from.done) from = { key, at: now(), done }
    const elapsed = now() - from.at
    const steps = done - from.done
    if (steps === 0 || elapsed < TOO_SOON || done >= total) return ''
    return `${durationInWords((elapsed / steps) * (total - done))} left`
  }
}
