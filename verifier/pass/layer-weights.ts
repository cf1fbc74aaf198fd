import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { LayerRecipe, Recipe, WeightSlot } from '../families'
import { STEPS, weightsOf, type Step } from '../graph/layer'
import { shapeInMemory } from '../graph/rows'
import { floats, type Feeds } from '../graph/backend'
import { checkTensors, locate, ofExpert, partsOf, tensorOfLayer } from './check-tensors'
import { readFloats } from './read-floats'
import { readSlot, sizeInMemory } from './read-slot'

/** Floats of a cache line: each weight begins on one. */
const LINE = 16

const together = (slots: readonly WeightSlot[]) =>
  slots.reduce((sum, slot) => sum + Math.ceil(sizeInMemory(slot) / LINE) * LINE, 0)

/** Floats that the weights of the largest step take, or of the largest expert. */
export function largestStep({ layerKinds }: Recipe): number {
  return Math.max(
    ...[...new Set(layerKinds)].flatMap((kind) => [
      ...STEPS.map((step) => together(weightsOf(kind, step))),
      together(kind.experts?.weights ?? []),
    ]),
  )
}

/**
 * The weights of one step of one layer at a time, as float32, in memory that all steps reuse: 0.27 GB for a 7B model, and
 * onnxruntime reads them in place.
 */
export class LayerWeights {
  /** May be used for something else while no step is loaded. */
  readonly memory: Float32Array
  private loaded: { readonly layer: number; readonly step: Step | 'expert'; readonly feeds: Feeds } | null = null

  /** @throws InvalidCheckpoint or UnsupportedArchitecture when the checkpoint's tensors do not fit the recipe. */
  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly recipe: Recipe,
  ) {
    checkTensors(recipe, checkpoint.tensors)
    this.memory = new Float32Array(largestStep(recipe))
  }

  /** Reads the weights of a step over those of the one before. */
  async load(layer: number, step: Step, signal?: AbortSignal): Promise<Feeds> {
    if (this.loaded?.layer !== layer || this.loaded.step !== step)
      await this.read(layer, step, weightsOf(this.kindOf(layer), step), signal)
    return this.feeds
  }

  /** Reads all weights of one expert, likewise. */
  async loadExpert(layer: number, expert: number, signal?: AbortSignal): Promise<Feeds> {
    await this.read(layer, 'expert', this.slotsOfExpert(layer, expert), signal)
    return this.feeds
  }

  /** Frees the memory for another use. */
  forget(): Float32Array {
    this.loaded = null
    return this.memory
  }

  private async read(
    layer: number,
    step: Step | 'expert',
    slots: readonly WeightSlot[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    this.loaded = null
    const feeds: Record<string, ReturnType<typeof floats>> = {}
    let at = 0
    for (const slot of slots) {
      const values = this.memory.subarray(at, at + sizeInMemory(slot))
      await readSlot(this.checkpoint, this.recipe, slot, layer, values, signal)
      feeds[slot.slot] = floats(values, shapeInMemory(slot))
      at += together([slot])
    }
    this.loaded = { layer, step, feeds }
  }

  /**
   * Announces that the steps of a layer are loaded next, so that they can be fetched while another one computes. Ignored for a layer that
   * does not exist. To be called once per load, in the order of loading.
   */
  announce(layer: number, steps: readonly Step[] = STEPS): void {
    if (layer < this.recipe.layers)
      this.announceSlots(
        layer,
        steps.flatMap((step) => weightsOf(this.kindOf(layer), step)),
      )
  }

  /** The same for experts, which are known only once the layer's tokens are routed. */
  announceExperts(layer: number, experts: readonly number[]): void {
    this.announceSlots(
      layer,
      experts.flatMap((expert) => this.slotsOfExpert(layer, expert)),
    )
  }

  private announceSlots(layer: number, slots: readonly WeightSlot[]): void {
    for (const { tensor } of slots.flatMap(partsOf)) {
      const location = locate(this.checkpoint.tensors, this.recipe, tensorOfLayer(tensor, layer))
      this.checkpoint.prefetch?.(location, 0, location.end - location.start)
    }
  }

  private slotsOfExpert(layer: number, expert: number): WeightSlot[] {
    return (this.kindOf(layer).experts?.weights ?? []).map((weight) => ofExpert(weight, expert))
  }

  /** The weights of the loaded step by their slots. @throws Error when none is loaded */
  get feeds(): Feeds {
    if (!this.loaded) throw new Error('No weights are loaded.')
    return this.loaded.feeds
  }

  /** `W[channel, neuron]` of the loaded down projection. @throws Error when that step is not loaded */
  down(channel: number, neuron: number): number {
    const { values, stride, axes } = this.matrix
    return values[axes === 'out-in' ? channel * stride + neuron : neuron * stride + channel] ?? NaN
  }

  /** The weights of output channel `channel` of the loaded down projection: [intermediate]. @throws Error when that step is not loaded */
  downRow(channel: number): Float32Array {
    const { values, stride, axes, intermediate } = this.matrix
    if (axes === 'out-in') return values.subarray(channel * stride, channel * stride + intermediate)
    return Float32Array.from({ length: intermediate }, (_, neuron) => values[neuron * stride + channel] ?? NaN)
  }

  /** The same of an expert, or of the shared one (null), read again: it need not be loaded. */
  async rowOf(layer: number, expert: number | null, channel: number, signal?: AbortSignal): Promise<Float32Array> {
    const { weights, experts } = this.kindOf(layer)
    const slot =
      expert === null
        ? weights.find((weight) => weight.slot === 'down')
        : experts?.weights.find((weight) => weight.slot === 'expert_down')
    if (!slot?.wideRows) throw new Error(`Layer ${layer} has no such down projection with its rows in one piece.`)
    const row = new Float32Array(slot.shape[1] ?? 0)
    const name = tensorOfLayer(expert === null ? slot.tensor : ofExpert(slot, expert).tensor, layer)
    await readFloats(
      this.checkpoint,
      locate(this.checkpoint.tensors, this.recipe, name),
      channel * row.length,
      row,
      signal,
    )
    return row
  }

  private get matrix(): { values: Float32Array; stride: number; axes: LayerRecipe['axes']; intermediate: number } {
    const down = this.feeds['down']
    if (!this.loaded || down?.type !== 'float32') throw new Error('The down projection is not loaded.')
    const { axes, feedForward } = this.kindOf(this.loaded.layer)
    return { values: down.data, stride: down.dims[1] ?? NaN, axes, intermediate: feedForward.intermediate }
  }

  private kindOf(layer: number): LayerRecipe {
    const kind = this.recipe.layerKinds[layer]
    if (!kind) throw new Error(`The recipe has no layer ${layer}.`)
    return kind
  }
}
