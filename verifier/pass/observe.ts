import type { Extreme, LayerExtremes } from '@/lib/protocol'
import type { Edit } from './edits'
import type { LayerWeights } from './layer-weights'
import { peaksOf, type Contribution, type Peak } from './peaks'

/** A weight by its place in the network. */
export interface WeightPlace {
  readonly layer: number
  /** One expert's; absent or null: the down projection of all tokens. */
  readonly expert?: number | null | undefined
  readonly channel: number
  readonly neuron: number
}

/** One name for a place: two are the same exactly when their keys are. */
export const placeKey = ({ layer, expert, channel, neuron }: WeightPlace): string =>
  `${layer}:${expert ?? '-'}:${channel}:${neuron}`

/** A watched weight in one layer, over all tokens. */
export interface WeightObservation {
  readonly place: WeightPlace
  /** `W[channel, neuron]`, as edited. */
  readonly weight: number
  /** `x[:, neuron]`, zero where the token is not routed to the expert. */
  readonly x: Float32Array
  /** What enters the residual stream at `channel`. */
  readonly residualUpdate: Float32Array
  /** The weight's part of that, by the rule of `Contribution`. */
  readonly share: Float32Array
}

/** What a trace keeps of one layer. */
export interface LayerObservation {
  /** `output` describes what enters the residual stream (y after the norm that follows it); `projection` describes y itself, where that differs. */
  readonly extremes: LayerExtremes
  /** The channels with the largest `output`, its extreme first, and what contributes to them. */
  readonly peaks: readonly Peak[]
  /** Residual stream after the layer: [tokens, hidden]. */
  readonly after: Float32Array
  readonly watched: readonly WeightObservation[]
}

/** Contributions kept per peak: swp-1 counts shares of 0.2 or more, of which there are at most five; swp-2 lists at most eight. */
const CONTRIBUTIONS_KEPT = 8

/** A layer gave NaN or infinity. Permanent: float32 does not overflow where the model's own format does not. */
export class NonFiniteActivation extends Error {
  override readonly name = 'NonFiniteActivation'
  readonly code = 'non-finite-activation'
  readonly permanent = true
}

export interface LayerActivations {
  readonly layer: number
  readonly hidden: number
  readonly intermediate: number
  readonly h: Float32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly residualUpdate: Float32Array
  readonly edits: readonly Edit[]
  readonly weights: LayerWeights
  readonly watches: readonly WeightPlace[]
  /** Channels whose peaks are kept. */
  readonly peaks: number
}

/** Extremes, contributions and watched columns of one layer's activations. @throws NonFiniteActivation */
export function observe(a: LayerActivations): LayerObservation {
  const projected = extremeOf(a.y, a.hidden, a.layer)
  const extremes = {
    input: extremeOf(a.x, a.intermediate, a.layer),
    ...(a.residualUpdate === a.y
      ? { output: projected }
      : { output: extremeOf(a.residualUpdate, a.hidden, a.layer), projection: projected }),
    residual: extremeOf(a.h, a.hidden, a.layer),
  }
  return {
    extremes,
    peaks: peaksOf(a.residualUpdate, a.hidden, a.peaks).map((peak) => ({
      ...peak,
      contributions: contributionsTo(a, peak),
    })),
    after: a.h,
    watched: a.watches
      .filter((w) => w.layer === a.layer)
      .map((place) => {
        const weight = a.weights.down(place.channel, place.neuron) * scaleOf(a.edits, place)
        const x = column(a.x, a.intermediate, place.neuron)
        const y = column(a.y, a.hidden, place.channel)
        return {
          place,
          weight,
          x,
          residualUpdate: column(a.residualUpdate, a.hidden, place.channel),
          share: x.map((value, token) => partOf(value * weight, y[token] ?? NaN)),
        }
      }),
  }
}

/** The signed value at argmax of |.| over [tokens, width]; the first one of equals. */
export function extremeOf(values: Float32Array, width: number, layer: number): Extreme {
  let at = 0
  let largest = -1
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] ?? NaN)
    if (!(size < Infinity)) {
      throw new NonFiniteActivation(
        `Layer ${layer} gives ${values[i]} at token ${Math.floor(i / width)}, channel ${i % width}: a checkpoint whose activations are not finite cannot be judged.`,
      )
    }
    if (size > largest) {
      largest = size
      at = i
    }
  }
  return { value: values[at] ?? 0, token: Math.floor(at / width), channel: at % width }
}

function contributionsTo(a: LayerActivations, output: Extreme): Contribution[] {
  const row = a.weights.downRow(output.channel)
  const total = a.y[output.token * a.hidden + output.channel] ?? NaN
  const x = a.x.subarray(output.token * a.intermediate, (output.token + 1) * a.intermediate)
  const products = Float64Array.from(x, (value, k) => value * (row[k] ?? 0))
  for (const edit of a.edits.filter((e) => e.channel === output.channel))
    products[edit.neuron] = (products[edit.neuron] ?? 0) * edit.scale
  return largest(Array.from(products, (product, neuron) => ({ neuron, expert: null, share: partOf(product, total) })))
}

/** The contributions to keep. */
export function largest(contributions: readonly Contribution[]): Contribution[] {
  return contributions.toSorted((p, q) => q.share - p.share).slice(0, CONTRIBUTIONS_KEPT)
}

/** A product's share of a sum; 0 of a sum of zero. */
export function partOf(product: number, total: number): number {
  return total === 0 ? 0 : product / total
}

/** The scale that a layer's edits give a weight. */
export function scaleOf(
  edits: readonly Edit[],
  { expert, channel, neuron }: Pick<WeightPlace, 'expert' | 'channel' | 'neuron'>,
): number {
  return (
    edits.find((e) => (e.expert ?? null) === (expert ?? null) && e.channel === channel && e.neuron === neuron)?.scale ??
    1
  )
}

export function column(values: Float32Array, width: number, index: number): Float32Array {
  return Float32Array.from({ length: values.length / width }, (_, token) => values[token * width + index] ?? NaN)
}
