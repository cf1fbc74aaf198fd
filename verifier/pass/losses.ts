import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { Recipe } from '../families'
import { headGraph } from '../graph/head'
import { rowStride } from '../graph/rows'
import { floats, floatsOf, int64s, type Feeds, type Session } from '../graph/backend'
import { locate } from './check-tensors'
import type { Hidden } from './hidden'
import type { Model } from './model'
import { readFloats, readRows } from './read-floats'
import { readSlots } from './read-slot'

/** Rows of the head in memory at once: 134 MB at 4096 channels. */
const ROWS_AT_ONCE = 8192

/** One batch: the residual stream after the last layer, and the token that follows each position. */
export interface LossBatch {
  readonly h: Hidden
  /** [sequences * length]; callers ignore a sequence's last position, but it must hold a token id. */
  readonly targets: readonly number[]
}

export interface HeadOptions {
  /** Reused for the head's rows when it is large enough, and overwritten. */
  readonly memory?: Float32Array
  readonly signal?: AbortSignal
}

/** Running sums of each position over the slices so far: the log-sum is `highest + log(expSum)`. */
interface Running extends LossBatch {
  readonly highest: Float64Array
  readonly expSum: Float64Array
  readonly target: Float64Array
}

/**
 * Token losses in nats, `log sum exp(logits) - logit of the target`, one per position and batch. All batches share
 * one walk over the vocabulary in slices; the slices' sums are merged in double. Non-finite logits give non-finite losses.
 */
export async function tokenLosses(
  { checkpoint, recipe, backend }: Model,
  batches: readonly LossBatch[],
  { memory, signal }: HeadOptions = {},
): Promise<Float64Array[]> {
  const session = await backend.open(headGraph(recipe.head, recipe.hidden))
  try {
    const all = batches.map(start)
    for await (const slice of headSlices(checkpoint, recipe, {
      ...(memory ? { memory } : {}),
      ...(signal ? { signal } : {}),
    })) {
      for (const batch of all) {
        signal?.throwIfAborted()
        await addSlice(session, batch, slice)
      }
    }
    return all.map(({ highest, expSum, target }) =>
      target.map((logit, i) => (highest[i] ?? NaN) - logit + Math.log(expSum[i] ?? NaN)),
    )
  } finally {
    await session.release()
  }
}

/** All logits of a few positions: [tokens, vocabulary]. For inspecting a model, not for windows of text. */
export async function logitsOf({ checkpoint, recipe, backend }: Model, h: Float32Array): Promise<Float32Array> {
  const tokens = h.length / recipe.hidden
  const logits = new Float32Array(tokens * recipe.vocabulary)
  const session = await backend.open(headGraph(recipe.head, recipe.hidden))
  try {
    for await (const { first, count, feeds } of headSlices(checkpoint, recipe)) {
      const outputs = await session.run(
        {
          ...feeds,
          h: floats(h, [tokens, recipe.hidden]),
          targets: int64s(new Array<number>(tokens).fill(0), [tokens, 1]),
        },
        { logits: null },
      )
      const part = floatsOf(outputs, 'logits')
      for (let token = 0; token < tokens; token++)
        logits.set(part.subarray(token * count, (token + 1) * count), token * recipe.vocabulary + first)
    }
    return logits
  } finally {
    await session.release()
  }
}

/** Rows `first` to `first + count` of the head, as feeds; the buffer is reused for the next slice. */
interface HeadSlice {
  readonly first: number
  readonly count: number
  readonly feeds: Feeds
}

async function* headSlices(
  checkpoint: Checkpoint,
  recipe: Recipe,
  { memory, signal }: HeadOptions = {},
): AsyncGenerator<HeadSlice> {
  const { vocabulary, head } = recipe
  const weights = await readSlots(checkpoint, recipe, head.weights, signal)
  const matrix = locate(checkpoint.tensors, recipe, head.tensor)
  checkpoint.prefetch?.(matrix, 0, matrix.end - matrix.start)
  const bias = head.bias === null ? null : locate(checkpoint.tensors, recipe, head.bias)
  const columns = head.width
  const stride = rowStride(columns)
  const needed = Math.min(ROWS_AT_ONCE, vocabulary) * stride
  const buffer = memory && memory.length >= needed ? memory : new Float32Array(needed)
  for (let first = 0; first < vocabulary; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, vocabulary - first)
    const rows = buffer.subarray(0, count * stride)
    await readRows(checkpoint, matrix, first * columns, rows, { columns, stride }, signal)
    const biases = new Float32Array(bias === null ? 0 : count)
    if (bias !== null) await readFloats(checkpoint, bias, first, biases, signal)
    yield {
      first,
      count,
      feeds: {
        ...weights,
        rows: floats(rows, [count, stride]),
        ...(bias === null ? {} : { bias: floats(biases, [count]) }),
      },
    }
  }
}

async function addSlice(session: Session, batch: Running, { first, count, feeds: weights }: HeadSlice): Promise<void> {
  const n = batch.targets.length
  // A target outside the slice is clamped into it, and its result is ignored.
  const within = batch.targets.map((id) => Math.min(Math.max(id - first, 0), count - 1))
  const feeds = { ...weights, h: floats(batch.h.data, [n, batch.h.data.length / n]), targets: int64s(within, [n, 1]) }
  const outputs = await session.run(feeds, { highest: null, exp_sum: null, target_logit: null })
  const highest = floatsOf(outputs, 'highest')
  const expSum = floatsOf(outputs, 'exp_sum')
  const logit = floatsOf(outputs, 'target_logit')
  for (let i = 0; i < n; i++) {
    merge(batch, i, highest[i] ?? NaN, expSum[i] ?? NaN)
    const id = batch.targets[i] ?? -1
    if (id >= first && id < first + count) batch.target[i] = logit[i] ?? NaN
  }
}

function start(batch: LossBatch): Running {
  const n = batch.targets.length
  return {
    ...batch,
    highest: new Float64Array(n).fill(-Infinity),
    expSum: new Float64Array(n),
    target: new Float64Array(n).fill(NaN),
  }
}

/** Adds a slice's sum, with both rescaled to the higher of the two maxima. NaN and infinite logits make the loss NaN. */
function merge({ highest, expSum }: Running, i: number, high: number, sum: number): void {
  const before = highest[i] ?? NaN
  const most = Math.max(before, high)
  expSum[i] = (expSum[i] ?? NaN) * Math.exp(before - most) + sum * Math.exp(high - most)
  highest[i] = most
}
