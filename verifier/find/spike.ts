import type { WeightPlace } from '../pass/observe'

/** A weight's part in a spike: `share` is `x[t, k] * W[j, k] / y[t, j]`. */
export interface Contributor extends WeightPlace {
  readonly share: number
}

/** An outlying |y| of one channel of a layer, and the weights that make it (protocol.md, section 8). */
export interface Spike {
  readonly layer: number
  readonly channel: number
  readonly token: number
  /** `y[t, j]`, signed. */
  readonly output: number
  /** The channel does not stay in the residual stream. */
  readonly lateEcho: boolean
  /** Largest share first; none where no weight of the down projection makes enough of it. */
  readonly contributors: readonly Contributor[]
  /** Index into the variants of the prompts: where it is largest. */
  readonly variant: number
  /** 0 in the intact model; n where it shows only after n removals. */
  readonly round: number
  /** What those removals took away. */
  readonly removed: readonly WeightPlace[]
}
