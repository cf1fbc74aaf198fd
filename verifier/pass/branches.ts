import { applyEdits, editsKey, editsOfLayer, type StreamEdit } from './edits'
import type { Hidden } from './hidden'
import { throughLayer, type Inner, type LayerContext } from './through-layer'

/** A named list of edits; the unit of measurement of a pass. */
export interface Stream {
  readonly name: string
  readonly edits: readonly StreamEdit[]
}

/** Streams without a difference so far, and the residual stream they share, one batch of windows at a time. */
export interface Branch {
  readonly streams: readonly Stream[]
  readonly batches: readonly Hidden[]
}

/** Streams with the same edits of a layer, and these edits. */
export interface Part {
  readonly streams: Stream[]
  readonly edits: readonly StreamEdit[]
  readonly batches: Hidden[]
}

/**
 * Runs all branches through a layer, with the unedited weights, once. Streams that edit this layer then split off:
 * each part gets its own copy of the output, edited. So a stream's numbers never depend on the other streams of the pass.
 */
export async function advanceAll(branches: readonly Branch[], context: LayerContext): Promise<Branch[]> {
  const all = branches.map(({ streams, batches }) => ({ batches, parts: partsOf(streams, context.layer) }))
  const works = all.flatMap(({ batches, parts }) => batches.map((before) => ({ before, parts })))
  await throughLayer(works, context, async ({ before, parts }, inner) => {
    context.pool.release(before.data)
    for (const part of parts) part.batches.push({ ...before, data: await endOf(part, before, inner, context) })
  })
  return all.flatMap(({ parts }) => parts.map(({ streams, batches }) => ({ streams, batches })))
}

/** The residual stream of a part after the layer. Edits change the down projection's output; what enters the residual stream is computed from that. */
async function endOf(
  { edits }: Part,
  { length }: Hidden,
  { base, x, y }: Inner,
  { session, weights, pool }: LayerContext,
): Promise<Float32Array> {
  const {
    hidden,
    feedForward: { intermediate },
  } = session.recipe
  const own = edits.length > 0 ? pool.copyOf(y) : y
  applyEdits(own, edits, {
    hidden,
    length,
    weight: ({ channel, neuron }) => weights.down(channel, neuron),
    input: (token, { neuron }) => x[token * intermediate + neuron] ?? NaN,
  })
  const out = pool.acquire(y.length)
  await session.join(weights.feeds, base, own, out, null)
  if (own !== y) pool.release(own)
  return out
}

export function partsOf(streams: readonly Stream[], layer: number): Part[] {
  const parts = new Map<string, Part>()
  for (const stream of streams) {
    const edits = editsOfLayer(stream.edits, layer)
    const key = editsKey(edits)
    const part = parts.get(key) ?? { streams: [], edits, batches: [] }
    part.streams.push(stream)
    parts.set(key, part)
  }
  return [...parts.values()]
}
