import type { Recipe } from '../families'
import { mixerOf } from '../graph/attention'
import { largestStep } from './layer-weights'

/** Node, onnxruntime, tokens and the report: measured 0.2 GB on the fixtures, with room for a long corpus. */
const BASE_BYTES = 0.5 * 2 ** 30
/** Values per channel that attention holds of one window: normed, q, k and v, mixed, projected, and the residual stream before and after. */
const VALUES_HELD = 8
/** The longest window of any grade. */
const TOKENS = 2048
const HEAD_ROWS = 8192

/** One step of a layer does not fit the machine. Permanent here; a larger machine may be enough. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
  readonly code = 'too-large'
  readonly permanent = true
}

/** Bytes that a run needs at least: the largest step of a layer as float32 or a slice of the head, one window's activations and mask. */
export function memoryNeeded(recipe: Recipe): number {
  const { layerKinds, hidden, intermediate, positions } = recipe
  const length = Math.min(TOKENS, positions)
  const mask = Math.max(
    ...layerKinds.map(({ attention }) =>
      mixerOf(attention) === 'masked' ? (attention.alibi === null ? 1 : attention.heads) * length * length : 0,
    ),
  )
  const weights = Math.max(largestStep(recipe), HEAD_ROWS * hidden)
  return BASE_BYTES + 4 * (weights + mask + length * (intermediate + VALUES_HELD * hidden))
}

/** @param available bytes @throws TooLarge when a run would not fit in them */
export function checkMemory(recipe: Recipe, available: number): void {
  const needed = memoryNeeded(recipe)
  if (needed <= available) return
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  throw new TooLarge(
    `The largest step of a layer of this model and its activations take ${gib(needed)} GiB; this machine allows ${gib(available)} GiB.`,
  )
}
