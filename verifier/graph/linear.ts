import type { AxisOrder } from '@/lib/coordinates'
import type { Activation } from '../families/recipe'
import type { Slots } from './norm'
import { MICROSOFT, type GraphBuilder, type Value } from './onnx'

/** `value @ weight^T (+ bias)` with the weight as stored, [out, in] or [in, out]; FusedMatMul saves a transposed copy. */
export function linear(graph: GraphBuilder, slots: Slots, axes: AxisOrder, value: Value, slot: string): Value {
  const product = graph.node('FusedMatMul', [slots.widened(graph, value, slot), slot], {
    domain: MICROSOFT,
    attributes: { transB: { int: axes === 'out-in' ? 1 : 0 } },
  })
  return slots.has(`${slot}_bias`) ? graph.node('Add', [product, `${slot}_bias`]) : product
}

export function activate(graph: GraphBuilder, activation: Activation, value: Value): Value {
  switch (activation) {
    case 'silu':
      // SiLU is QuickGelu with alpha 1: a * sigmoid(a) in one operator.
      return graph.node('QuickGelu', [value], { domain: MICROSOFT, attributes: { alpha: { float: 1 } } })
    case 'gelu':
      return graph.node('Gelu', [value], { attributes: { approximate: { text: 'none' } } })
    case 'gelu_tanh':
      return graph.node('Gelu', [value], { attributes: { approximate: { text: 'tanh' } } })
    case 'relu':
      return graph.node('Relu', [value])
  }
}

/** `value * factor`; nothing when the factor is 1. */
export function times(graph: GraphBuilder, value: Value, factor: number): Value {
  return factor === 1 ? value : graph.node('Mul', [value, graph.floats(factor)])
}

/** `cap * tanh(value / cap)`; nothing when there is no cap. */
export function softcap(graph: GraphBuilder, value: Value, cap: number | null): Value {
  return cap === null ? value : times(graph, graph.node('Tanh', [graph.node('Div', [value, graph.floats(cap)])]), cap)
}
