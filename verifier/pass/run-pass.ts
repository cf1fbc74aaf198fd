import { saveSweep, findSweep } from './sweep-state'
import { nameOf, memoStep, NO_SCOPE, type Scope } from './scope'
import { advanceExperts } from './advance-experts'
import { advanceAll, type Branch, type Stream } from './branches'
import { BufferPool } from './buffer-pool'
import { TOKENS_AT_ONCE } from './chunks'
import { editsKey } from './edits'
import { embed, readEmbedding, type Embedding } from './embedding'
import type { Hidden } from './hidden'
import { LayerSessions } from './layer-sessions'
import { LayerWeights } from './layer-weights'
import type { Model } from './model'
import { tokenLosses } from './losses'

/** Bytes of residual streams held between layers. More windows than fit go in a second sweep over the weights. */
const MAX_HIDDEN_BYTES = 2 * 2 ** 30

/**
 * What a layer of experts holds per residual stream: the experts' input, what they add to, and the sum so far. Measured on
 * a random mixture: 3.2 to 3.8 times the residual streams at the peak, as released memory is not free at once.
 */
const HELD_BY_EXPERTS = 4

export interface PassRequest extends Model {
  /** Token windows, all of one length. */
  readonly windows: readonly (readonly number[])[]
  readonly streams: readonly Stream[]
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Bytes of residual streams held between layers; 2 GiB when absent. */
  readonly maxHiddenBytes?: number
  /** Keeps the pass's progress, so that an interrupted one can be resumed; nothing is kept when absent. */
  readonly scope?: Scope
}

/** Mean token loss of every window, in nats, by the stream's name. A loss that is not finite is NaN or Infinity. */
export type PassResult = ReadonlyMap<string, readonly number[]>

/**
 * One pass over the weights for all streams (protocol.md, section 2): a layer is read once, streams share activations
 * until the first layer that one of them edits, and split there. Windows are run in batches that do not depend on the
 * streams, so a stream gives the same bits alone or with others.
 */
export async function runPass(request: PassRequest): Promise<PassResult> {
  const { recipe, windows, streams, checkpoint, backend, signal } = request
  const length = windowLength(windows)
  const batches = batchesOf(windows, Math.max(1, Math.floor(TOKENS_AT_ONCE / length)))
  const sweeps = sweepsOf(
    batches,
    new Set(streams.map((s) => editsKey(s.edits))).size *
      length *
      recipe.hidden *
      4 *
      (recipe.layerKinds.some((kind) => kind.experts) ? HELD_BY_EXPERTS : 1),
    request.maxHiddenBytes ?? MAX_HIDDEN_BYTES,
  )
  const results = new Map(streams.map((s): [string, number[]] => [s.name, []]))
  const weights = new LayerWeights(checkpoint, recipe)
  const embedding = await readEmbedding(request, windows, signal)
  const sessions = new LayerSessions(recipe, backend)
  const total = sweeps.length * (recipe.layers + 1)
  request.onProgress?.(0, total)
  try {
    for (const [number, sweep] of sweeps.entries()) {
      const report = (done: number) => request.onProgress?.(number * (recipe.layers + 1) + done, total)
      const kept = keptOf(request, sweeps, number)
      const losses = await memoStep(kept.scope, `losses, ${kept.step}`, kept.place(''), async () => {
        const branches = await throughLayers(request, sweep, { weights, sessions, embedding, kept }, report)
        // The head needs no layer: the layers' operators free their memory before the head's allocate theirs.
        await sessions.release()
        const own = await lossesOf(request, branches, sweep, weights.forget())
        report(recipe.layers + 1)
        return own
      })
      for (const [name, means] of losses) results.get(name)?.push(...means)
    }
  } finally {
    await sessions.release()
  }
  return results
}

type Batch = readonly (readonly number[])[]

interface Machinery {
  readonly weights: LayerWeights
  readonly sessions: LayerSessions
  readonly embedding: Embedding
  readonly kept: Kept
}

/** Where a sweep is kept, under which name, and its progress in words. */
interface Kept {
  readonly scope: Scope
  readonly step: string
  readonly place: (where: string) => string
}

function keptOf(
  { windows, streams, scope = NO_SCOPE }: PassRequest,
  sweeps: readonly (readonly Batch[])[],
  number: number,
): Kept {
  const part = sweeps.length === 1 ? '' : `windows part ${number + 1} of ${sweeps.length}`
  return {
    scope,
    step: `sweep ${number} of ${nameOf({ windows, streams, batches: sweeps.map((sweep) => sweep.map((batch) => batch.length)) })}`,
    place: (where) => [part, where].filter(Boolean).join(', '),
  }
}

async function throughLayers(
  { recipe, streams, signal }: PassRequest,
  sweep: readonly Batch[],
  machinery: Machinery,
  report: (done: number) => void,
): Promise<Branch[]> {
  const { weights, sessions, embedding, kept } = machinery
  const pool = new BufferPool()
  const reached = await findSweep(kept.scope, kept.step, streams)
  let branches = reached?.branches ?? [{ streams, batches: await embedded(embedding, sweep) }]
  if (reached) report(reached.next)
  const first = reached?.next ?? 0
  weights.announce(first)
  for (let layer = first; layer < recipe.layers; layer++) {
    const context = { layer, session: await sessions.of(layer), weights, pool, signal }
    branches = await (context.session.recipe.experts ? advanceExperts : advanceAll)(branches, context)
    await saveSweep(
      kept.scope,
      kept.step,
      { next: layer + 1, branches },
      kept.place(`layer ${layer + 1} of ${recipe.layers}`),
    )
    report(layer + 1)
  }
  return branches
}

async function embedded(embedding: Embedding, sweep: readonly Batch[]): Promise<Hidden[]> {
  const start: Hidden[] = []
  for (const batch of sweep)
    start.push({ data: await embed(embedding, batch), sequences: batch.length, length: windowLength(batch) })
  return start
}

/** Mean losses of a sweep's windows, by the stream's name. */
async function lossesOf(
  request: PassRequest,
  branches: readonly Branch[],
  sweep: readonly Batch[],
  memory: Float32Array,
): Promise<Map<string, number[]>> {
  const batches = branches.flatMap((branch) =>
    branch.batches.map((h, i) => ({ h, targets: (sweep[i] ?? []).flatMap(followers), streams: branch.streams })),
  )
  const losses = await tokenLosses(request, batches, { memory, ...(request.signal ? { signal: request.signal } : {}) })
  const results = new Map<string, number[]>()
  batches.forEach(({ h, streams }, i) => {
    const means = windowMeans(losses[i] ?? new Float64Array(), h)
    for (const { name } of streams) results.set(name, [...(results.get(name) ?? []), ...means])
  })
  return results
}

/** The token after each one; the last has none, so token 0 stands there. */
const followers = (window: readonly number[]) => [...window.slice(1), 0]

/** Means over the length - 1 predictions of each window. */
function windowMeans(losses: Float64Array, { sequences, length }: Hidden): number[] {
  return Array.from(
    { length: sequences },
    (_, i) => losses.subarray(i * length, (i + 1) * length - 1).reduce((a, b) => a + b, 0) / (length - 1),
  )
}

function windowLength(windows: Batch): number {
  const length = windows[0]?.length ?? 0
  if (length < 2 || windows.some((w) => w.length !== length))
    throw new RangeError('A pass needs windows of one length, two tokens or more.')
  return length
}

function batchesOf(windows: Batch, size: number): Batch[] {
  return Array.from({ length: Math.ceil(windows.length / size) }, (_, i) => windows.slice(i * size, (i + 1) * size))
}

/** Whole batches, as many as fit in memory; `bytes` is what one window takes in all streams. */
function sweepsOf(batches: readonly Batch[], bytes: number, most: number): Batch[][] {
  const perSweep = Math.max(1, Math.floor(most / (bytes * (batches[0]?.length ?? 1))))
  return Array.from({ length: Math.ceil(batches.length / perSweep) }, (_, i) =>
    batches.slice(i * perSweep, (i + 1) * perSweep),
  )
}
