import type { NormRecipe, WeightSlot } from '../families/recipe'
import { ABSENT, type GraphBuilder, type Value } from './onnx'
import { shapeInMemory, widen } from './rows'

/** The slots declared as a graph's inputs. */
export class Slots {
  private readonly wide = new Map<Value, Value>()

  private constructor(private readonly weights: ReadonlyMap<string, WeightSlot>) {}

  /** Declares every weight as an input of the graph. */
  static declare(graph: GraphBuilder, weights: readonly WeightSlot[]): Slots {
    for (const weight of weights) graph.input(weight.slot, 'float', shapeInMemory(weight))
    return new Slots(new Map(weights.map((weight) => [weight.slot, weight])))
  }

  has(slot: string): boolean {
    return this.weights.has(slot)
  }

  /** Number of axes of a slot's weight; 0 when there is none. */
  axes(slot: string): number {
    return this.weights.get(slot)?.shape.length ?? 0
  }

  /** The factor of a slot's matrix, padded to its row stride. */
  widened(graph: GraphBuilder, value: Value, slot: string): Value {
    const weight = this.weights.get(slot)
    if (!weight?.wideRows) return value
    const known = this.wide.get(value) ?? widen(graph, value, weight.shape.at(-1) ?? 0)
    this.wide.set(value, known)
    return known
  }
}

/** Normalises the last axis, `width` wide. A norm without a slot of its name has no weight. */
export function norm(
  graph: GraphBuilder,
  { kind, epsilon }: NormRecipe,
  slots: Slots,
  value: Value,
  slot: string,
  width: number,
): Value {
  // The operator takes no weight per head: it runs without, and a multiplication follows.
  const fits = slots.axes(slot) === 1
  const scale = fits ? slot : graph.floats(new Array<number>(width).fill(1))
  const bias = kind === 'layer' && slots.has(`${slot}_bias`) ? `${slot}_bias` : ABSENT
  const attributes = { axis: { int: -1 }, epsilon: { float: epsilon } }
  const normed =
    kind === 'rms'
      ? graph.node('RMSNormalization', [value, scale], { attributes })
      : graph.node('LayerNormalization', bias === ABSENT ? [value, scale] : [value, scale, bias], { attributes })
  return fits || !slots.has(slot) ? normed : graph.node('Mul', [normed, slot])
}
