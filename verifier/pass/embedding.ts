import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { InvalidCheckpoint, type Recipe } from '../families'
import { embeddingGraph, embeddingHasGraph } from '../graph/embedding'
import { floats, floatsOf, type Feeds, type InferenceBackend } from '../graph/backend'
import { locate } from './check-tensors'
import type { Model } from './model'
import { bytesPerScalar, readFloats } from './read-floats'
import { readSlots } from './read-slot'

/** Rows closer together than this, in bytes, are read in one request: a round trip to the Hub takes about as long as reading them. */
const MAX_GAP = 2 ** 20
/** Longest run of rows read at once, as expanded floats: bounds the buffer. */
const MAX_RUN = 64 * 2 ** 20

/** The embedding rows of the requested tokens (the whole matrix is never in memory), and what positions add. */
export interface Embedding {
  readonly backend: InferenceBackend
  readonly recipe: Recipe
  readonly rows: ReadonlyMap<number, Float32Array>
  /** [longest, hidden], or null where positions add nothing. */
  readonly positions: Float32Array | null
  readonly weights: Feeds
}

/**
 * Reads the rows of all tokens that occur in the windows, in as few ranges as is sensible, and positions for the longest.
 * @throws InvalidCheckpoint when a token is outside the vocabulary or a window longer than the table of positions.
 */
export async function readEmbedding(
  { checkpoint, recipe, backend }: Model,
  windows: readonly (readonly number[])[],
  signal?: AbortSignal,
): Promise<Embedding> {
  const tensor = locate(checkpoint.tensors, recipe, recipe.embedding.tensor)
  const wanted = [...new Set(windows.flat())].sort((a, b) => a - b)
  const outside = wanted.find((id) => !(id >= 0 && id < recipe.vocabulary))
  if (outside !== undefined)
    throw new InvalidCheckpoint(
      `The tokenizer gives token ${outside}, but the vocabulary has ${recipe.vocabulary} rows.`,
    )
  const { width } = recipe.embedding
  const gap = Math.floor(MAX_GAP / (width * bytesPerScalar(tensor.dtype)))
  const longest = Math.max(1, Math.floor(MAX_RUN / (width * 4)))
  const rows = new Map<number, Float32Array>()
  for (const run of runsOf(wanted, gap, longest)) {
    const first = run[0] ?? 0
    const read = new Float32Array(((run.at(-1) ?? first) - first + 1) * width)
    await readFloats(checkpoint, tensor, first * width, read, signal)
    for (const id of run) rows.set(id, read.slice((id - first) * width, (id - first + 1) * width))
  }
  const positions = await readPositions(checkpoint, recipe, Math.max(0, ...windows.map((w) => w.length)), signal)
  return {
    backend,
    recipe,
    rows,
    positions,
    weights: await readSlots(checkpoint, recipe, recipe.embedding.weights, signal),
  }
}

async function readPositions(
  checkpoint: Checkpoint,
  recipe: Recipe,
  longest: number,
  signal?: AbortSignal,
): Promise<Float32Array | null> {
  const { positions } = recipe.embedding
  if (positions === null) return null
  const { tensor, rows, offset } = positions
  if (longest > rows - offset)
    throw new InvalidCheckpoint(
      `A sequence of ${longest} tokens is longer than the model's table of positions, which has ${rows - offset}.`,
    )
  const table = new Float32Array(longest * recipe.hidden)
  await readFloats(checkpoint, locate(checkpoint.tensors, recipe, tensor), offset * recipe.hidden, table, signal)
  return table
}

/** Cuts sorted ids into runs without a gap wider than `gap`, none spanning more than `longest` rows. */
function runsOf(sorted: readonly number[], gap: number, longest: number): number[][] {
  const runs: number[][] = []
  for (const id of sorted) {
    const run = runs.at(-1)
    const first = run?.[0] ?? 0
    const last = run?.at(-1) ?? 0
    if (run && id - last <= gap + 1 && id - first < longest) run.push(id)
    else runs.push([id])
  }
  return runs
}

/** The residual stream entering layer 0, for windows laid one after another: [tokens, hidden]. */
export async function embed(embedding: Embedding, windows: readonly (readonly number[])[]): Promise<Float32Array> {
  const { backend, recipe, positions, weights } = embedding
  const { hidden, embedding: parts } = recipe
  const tokens = windows.reduce((sum, window) => sum + window.length, 0)
  const rows = rowsOf(embedding, windows.flat())
  const offsets = positions === null ? null : offsetsOf(positions, windows, hidden)
  if (!embeddingHasGraph(parts)) return offsets === null ? rows : rows.map((value, i) => value + (offsets[i] ?? NaN))
  const session = await backend.open(embeddingGraph(parts, hidden))
  try {
    const feeds = {
      ...weights,
      rows: floats(rows, [tokens, parts.width]),
      offsets: floats(offsets ?? new Float32Array(tokens * hidden), [tokens, hidden]),
    }
    return floatsOf(await session.run(feeds, { h_out: null }), 'h_out')
  } finally {
    await session.release()
  }
}

/** Token rows laid one after another, times the embedding's scale: [tokens, width]. */
function rowsOf({ recipe, rows }: Embedding, tokens: readonly number[]): Float32Array {
  const { width } = recipe.embedding
  const scale = Math.fround(recipe.embedding.scale)
  const out = new Float32Array(tokens.length * width)
  tokens.forEach((id, at) => {
    const row = rows.get(id)
    if (row) out.set(scale === 1 ? row : row.map((value) => value * scale), at * width)
  })
  return out
}

function offsetsOf(positions: Float32Array, windows: readonly (readonly number[])[], hidden: number): Float32Array {
  const out = new Float32Array(windows.reduce((sum, window) => sum + window.length, 0) * hidden)
  let at = 0
  for (const window of windows) {
    out.set(positions.subarray(0, window.length * hidden), at)
    at += window.length * hidden
  }
  return out
}
