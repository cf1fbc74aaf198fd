import type { Extreme } from '@/lib/protocol'

/** One neuron's share of a layer's largest output. */
export interface Contribution {
  readonly neuron: number
  readonly expert: number | null
  /** `x[t, k] * W[j, k] / y[t, j]`, W as edited, y as the down projection gives it: a norm after it scales all shares alike. */
  readonly share: number
}

/** A channel of a layer's output at the token where its |y| is largest, and what makes it there. */
export interface Peak extends Extreme {
  /** The largest contributions, largest first. */
  readonly contributions: readonly Contribution[]
}

/**
 * The `count` channels of [tokens, width] with the largest |.|, largest first, each at its own extreme; the first token and channel of equals, as `extremeOf` takes
 * them. All values are finite.
 */
export function peaksOf(values: Float32Array, width: number, count: number): Extreme[] {
  const at = new Uint32Array(width)
  for (let i = width; i < values.length; i++) {
    const channel = i % width
    if (Math.abs(values[i] ?? 0) > Math.abs(values[(at[channel] ?? 0) * width + channel] ?? 0))
      at[channel] = Math.floor(i / width)
  }
  const peaks = Array.from(at, (token, channel) => ({ value: values[token * width + channel] ?? 0, token, channel }))
  return peaks
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.token - b.token || a.channel - b.channel)
    .slice(0, count)
}
