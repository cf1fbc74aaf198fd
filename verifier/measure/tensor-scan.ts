import type { Coordinate } from '@/lib/coordinates'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { InvalidCheckpoint } from '../families'
import { readFloats } from '../pass/read-floats'

/** Scalars read at once: 16 MB as float32. */
const SCALARS_AT_ONCE = 4 * 2 ** 20

/** A weight by its place in the tensor, in stored order. */
export interface PlacedWeight {
  readonly index: number
  readonly value: number
}

/** What one walk over a tensor finds out. */
export interface TensorScan {
  readonly mean: number
  /** Population standard deviation. */
  readonly deviation: number
  /** The largest |W|, largest first; equal ones in stored order. */
  readonly largest: readonly PlacedWeight[]
  /** Rank of |W| of each weight asked for: 1 and the number of weights strictly larger. */
  readonly ranks: readonly number[]
}

/**
 * Walks a 2-D tensor once, slice by slice.
 * @throws InvalidCheckpoint when it holds a NaN or an infinity.
 */
export async function scanTensor(
  checkpoint: Checkpoint,
  tensor: string,
  values: readonly number[],
  keep: number,
  signal?: AbortSignal,
): Promise<TensorScan> {
  const location = checkpoint.tensors.get(tensor)
  if (!location) throw new InvalidCheckpoint(`The checkpoint has no tensor "${tensor}".`)
  const count = location.shape.reduce((a, b) => a * b, 1)
  const buffer = new Float32Array(Math.min(count, SCALARS_AT_ONCE))
  const top = new Largest(keep)
  const larger = values.map(() => 0)
  let sum = 0
  let squares = 0
  for (let first = 0; first < count; first += SCALARS_AT_ONCE) {
    const slice = buffer.subarray(0, Math.min(SCALARS_AT_ONCE, count - first))
    await readFloats(checkpoint, location, first, slice, signal)
    for (let i = 0; i < slice.length; i++) {
      const value = slice[i] ?? NaN
      sum += value
      squares += value * value
      if (Math.abs(value) > top.threshold) top.add({ index: first + i, value })
    }
    values.forEach((value, v) => (larger[v] = (larger[v] ?? 0) + countLarger(slice, Math.abs(value))))
  }
  if (!Number.isFinite(squares)) throw new InvalidCheckpoint(`The tensor "${tensor}" holds a value that is not finite.`)
  const mean = sum / count
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    largest: top.all,
    ranks: larger.map((n) => n + 1),
  }
}

/** Row and column of a place in a tensor. */
export function placeOf(index: number, tensor: string, columns: number): Coordinate {
  return { tensor, row: Math.floor(index / columns), col: index % columns }
}

function countLarger(slice: Float32Array, size: number): number {
  let count = 0
  for (let i = 0; i < slice.length; i++) if (Math.abs(slice[i] ?? NaN) > size) count++
  return count
}

/** The largest few seen so far, sorted; most weights fall under the threshold and cost one comparison. */
class Largest {
  readonly all: PlacedWeight[] = []
  threshold = -1

  constructor(private readonly keep: number) {}

  add(weight: PlacedWeight): void {
    const at = this.all.findIndex((other) => Math.abs(other.value) < Math.abs(weight.value))
    this.all.splice(at < 0 ? this.all.length : at, 0, weight)
    if (this.all.length > this.keep) this.all.pop()
    if (this.all.length === this.keep) this.threshold = Math.abs(this.all.at(-1)?.value ?? 0)
  }
}
