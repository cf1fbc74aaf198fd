import type { Protocol } from './protocol'

/** How long a spike stays in the residual stream. */
export interface Persistence {
  /** |h[t, j]| after the onset layer. */
  readonly onset: number
  /** Layers judged: those after the onset without the last two. */
  readonly later: number
  /** Those among them that keep enough of the onset value. */
  readonly kept: number
  /** False for a late echo, also where no layer is left to judge. */
  readonly persists: boolean
}

/**
 * Whether a channel keeps its onset size over the later layers up to the third-last (protocol.md, section 4).
 * @param residual h[t, j] after every layer, signed
 * @param onset the layer that made the spike
 */
export function persistenceOf(
  residual: readonly number[],
  onset: number,
  { persistence: rule }: Protocol,
): Persistence {
  const size = Math.abs(residual[onset] ?? 0)
  const later = residual.slice(onset + 1, Math.max(onset + 1, residual.length - rule.last_layers_ignored))
  const kept = later.filter((h) => Math.abs(h) >= rule.min_of_onset * size).length
  return {
    onset: size,
    later: later.length,
    kept,
    persists: later.length > 0 && kept >= rule.min_share_of_layers * later.length,
  }
}
