import type { WeightSlot } from '../families/recipe'
import { ABSENT, type GraphBuilder, type Value } from './onnx'

/** Rows whose length is a multiple of this many floats (4 KiB) all start in the same few sets of the processor's caches, and evict each other. */
const CLASHING = 1024
/** One cache line of floats. */
const ROOM = 16

/**
 * The distance between the rows of a matrix in memory, in floats. With rows of 4096, onnxruntime multiplies at 73 % of the processor's peak;
 * with one cache line of zeros after each, at 89 % (2 threads of a Zen 4, 512 rows by 11008 x 4096).
 */
export function rowStride(columns: number): number {
  return columns % CLASHING === 0 ? columns + ROOM : columns
}

/** A weight's shape as a graph input. */
export function shapeInMemory({ shape, wideRows }: WeightSlot): readonly number[] {
  return wideRows ? [...shape.slice(0, -1), rowStride(shape.at(-1) ?? 0)] : shape
}

/** Pads each row of `value`, [..., columns], with zeros to the row stride. */
export function widen(graph: GraphBuilder, value: Value, columns: number): Value {
  const room = rowStride(columns) - columns
  return room === 0 ? value : graph.node('Pad', [value, graph.ints([0, room]), ABSENT, graph.ints([-1])])
}
