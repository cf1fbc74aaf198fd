import { persistenceOf, type Protocol } from '@/lib/protocol'
import type { Trace } from '../pass/trace'

/** A weight that makes a layer's largest output, as one trace shows it. */
export interface Find {
  readonly layer: number
  readonly expert: number | null
  readonly channel: number
  readonly neuron: number
  readonly token: number
  /** `x[t, k] * W[j, k] / y[t, j]`. */
  readonly share: number
  /** `y[t, j]`. */
  readonly output: number
  /** The channel does not stay in the residual stream: shown, but no candidate. */
  readonly lateEcho: boolean
}

/** Middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return ((sorted[half] ?? NaN) + (sorted[(sorted.length - 1) >> 1] ?? NaN)) / 2
}

/** Every layer's largest |y|. */
export function layerMaxima(trace: Trace): number[] {
  return trace.layers.map((l) => Math.abs(l.extremes.output.value))
}

/** h[token, channel] after every layer. */
export function residualOf(trace: Trace, token: number, channel: number): number[] {
  const hidden = trace.embedded.length / trace.tokens.length
  return trace.layers.map((l) => l.after[token * hidden + channel] ?? NaN)
}

/**
 * What makes the spikes of a trace (protocol.md, 3.2 and 4): the main contributors of the first spiking layer whose channel
 * persists, which are candidates, and those of every spike that does not persist, marked as late echoes. A spike that no
 * weight makes up a fifth of is nobody's.
 */
export function findsOf(trace: Trace, protocol: Protocol): Find[] {
  const { spike_min_abs: least, spike_min_over_median: times, contributor_min_share: minShare } = protocol.detection
  const maxima = layerMaxima(trace)
  const threshold = Math.max(least, times * median(maxima))
  const spikes = maxima.flatMap((size, layer) =>
    size >= threshold ? [contributorsOf(trace, layer, minShare, protocol)] : [],
  )
  const candidates = spikes.find((finds) => finds.some((f) => !f.lateEcho)) ?? []
  return [...candidates, ...spikes.flat().filter((f) => f.lateEcho)]
}

function contributorsOf(trace: Trace, layer: number, minShare: number, protocol: Protocol): Find[] {
  const observed = trace.layers[layer]
  if (!observed) return []
  const { value, token, channel } = observed.extremes.output
  const lateEcho = !persistenceOf(residualOf(trace, token, channel), layer, protocol).persists
  return observed.contributions
    .filter((c) => c.share >= minShare)
    .map(({ neuron, share, expert }) => ({ layer, expert, channel, neuron, token, share, output: value, lateEcho }))
}
