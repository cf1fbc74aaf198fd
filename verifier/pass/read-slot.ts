import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { WeightSlot } from '../families/recipe'
import type { Recipe } from '../families'
import { shapeInMemory } from '../graph/rows'
import { floats, type Feeds } from '../graph/backend'
import { locate, partsOf, tensorOfLayer } from './check-tensors'
import { readFloats, readRows } from './read-floats'

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)

/** Floats that a weight takes in memory. */
export const sizeInMemory = (slot: WeightSlot) => sizeOf(shapeInMemory(slot))

/** Reads a weight of a layer (0 for those of no layer) as float32, its parts one after another, into `into`. */
export async function readSlot(
  checkpoint: Checkpoint,
  recipe: Recipe,
  slot: WeightSlot,
  layer: number,
  into: Float32Array,
  signal?: AbortSignal,
): Promise<void> {
  let at = 0
  for (const { tensor, shape } of partsOf(slot)) {
    const location = locate(checkpoint.tensors, recipe, tensorOfLayer(tensor, layer))
    const size = slot.wideRows ? sizeInMemory(slot) : sizeOf(shape)
    const part = into.subarray(at, at + size)
    if (slot.wideRows)
      await readRows(
        checkpoint,
        location,
        0,
        part,
        { columns: shape.at(-1) ?? 0, stride: shapeInMemory(slot).at(-1) ?? 0 },
        signal,
      )
    else await readFloats(checkpoint, location, 0, part, signal)
    at += size
  }
  const { plus } = slot
  if (plus !== undefined) for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? NaN) + plus
}

/** The weights of the embedding or the head, as a graph takes them. */
export async function readSlots(
  checkpoint: Checkpoint,
  recipe: Recipe,
  slots: readonly WeightSlot[],
  signal?: AbortSignal,
): Promise<Feeds> {
  const feeds: Record<string, ReturnType<typeof floats>> = {}
  for (const slot of slots) {
    const values = new Float32Array(sizeInMemory(slot))
    await readSlot(checkpoint, recipe, slot, 0, values, signal)
    feeds[slot.slot] = floats(values, shapeInMemory(slot))
  }
  return feeds
}
