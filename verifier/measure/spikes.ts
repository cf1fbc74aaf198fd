import { persistenceOf, type Protocol, type SpikePlace, type SpikeRule } from '@/lib/protocol'
import type { Peak } from '../pass/peaks'
import type { Trace } from '../pass/trace'

/** A weight that makes a spike, as one trace shows it. */
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

/** What one look at a model shows. */
export interface Finds {
  /** All weights that make its spikes. */
  readonly finds: readonly Find[]
  /** Those of them that are removed before the next look. */
  readonly next: readonly Find[]
  /** Spikes of which no weight makes enough: biases do, or attention, or many weights. Null where the protocol does not list them. */
  readonly unexplained: readonly SpikePlace[] | null
}

/** What makes the spikes of a trace, by the protocol's rule. */
export function findsOf(trace: Trace, protocol: Protocol): Finds {
  const { spikes } = protocol.detection
  return spikes ? findsBySpike(trace, protocol, spikes) : findsByWeight(trace, protocol)
}

/**
 * swp-1 (protocol.md, 3.2 and 4): the main contributors of the first spiking layer whose channel persists, which are candidates, and those of every spike that
 * does not persist, marked as late echoes. A spike that no weight makes up a fifth of is nobody's.
 */
function findsByWeight(trace: Trace, protocol: Protocol): Finds {
  const { spike_min_abs: least, spike_min_over_median: times, contributor_min_share: minShare } = protocol.detection
  const maxima = layerMaxima(trace)
  const threshold = Math.max(least, times * median(maxima))
  const spikes = maxima.flatMap((size, layer) =>
    size >= threshold
      ? (trace.layers[layer]?.peaks.map((peak) =>
          madeBy(trace, layer, peak, protocol).filter(({ share }) => share >= minShare),
        ) ?? [])
      : [],
  )
  const candidates = spikes.find((finds) => finds.some((f) => !f.lateEcho)) ?? []
  return {
    finds: [...candidates, ...spikes.flat().filter((f) => f.lateEcho)],
    next: candidates.filter((f) => !f.lateEcho),
    unexplained: null,
  }
}

/**
 * swp-2 (protocol.md, section 8): every spike with all its contributors, the strongest first. Removed before the next look are the contributors of the strongest
 * one that stays in the residual stream.
 */
function findsBySpike(trace: Trace, protocol: Protocol, rule: SpikeRule): Finds {
  const { spike_min_abs: least, spike_min_over_median: times } = protocol.detection
  const middle = median(layerMaxima(trace))
  const stands = ({ value }: Peak) => {
    const size = Math.abs(value)
    return (size >= least && size >= times * middle) || size >= rule.or_over_median * middle
  }
  const spikes = trace.layers
    .flatMap(({ peaks }, layer) => peaks.flatMap((peak) => (stands(peak) ? [{ layer, peak }] : [])))
    .sort((a, b) => Math.abs(b.peak.value) - Math.abs(a.peak.value))
    .map(({ layer, peak }) => ({ layer, peak, made: explaining(madeBy(trace, layer, peak, protocol), protocol, rule) }))
  return {
    finds: spikes.flatMap(({ made }) => made),
    next: spikes.find(({ made }) => made.some((f) => !f.lateEcho))?.made ?? [],
    unexplained: spikes.flatMap(({ layer, peak: { value: output, token, channel }, made }) =>
      made.length === 0
        ? [{ layer, token, channel, output, late_echo: isLateEcho(trace, layer, token, channel, protocol) }]
        : [],
    ),
  }
}

/** Contributors, largest share first, until they explain enough of the spike or a share is too small. */
function explaining(made: readonly Find[], { detection }: Protocol, rule: SpikeRule): Find[] {
  let explained = 0
  const listed: Find[] = []
  for (const find of made.slice(0, rule.max_contributors)) {
    if (explained >= rule.explained_share || find.share < detection.contributor_min_share) break
    explained += find.share
    listed.push(find)
  }
  return listed
}

function isLateEcho(trace: Trace, layer: number, token: number, channel: number, protocol: Protocol): boolean {
  return !persistenceOf(residualOf(trace, token, channel), layer, protocol).persists
}

/** The weights that make a peak, largest share first. */
function madeBy(
  trace: Trace,
  layer: number,
  { value, token, channel, contributions }: Peak,
  protocol: Protocol,
): Find[] {
  const lateEcho = isLateEcho(trace, layer, token, channel, protocol)
  return contributions.map(({ neuron, share, expert }) => ({
    layer,
    expert,
    channel,
    neuron,
    token,
    share,
    output: value,
    lateEcho,
  }))
}
