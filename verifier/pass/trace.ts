import { joinsPlainly } from '../graph/layer'
import { nameOf, NO_SCOPE, type Scope } from './scope'
import { BufferPool } from './buffer-pool'
import { applyEdits, editsOfLayer, firstDifference, type Edit } from './edits'
import { embed, readEmbedding } from './embedding'
import type { Hidden } from './hidden'
import { LayerSessions } from './layer-sessions'
import { LayerWeights } from './layer-weights'
import type { Model } from './model'
import { observeExperts, type ObserveContext } from './observe-experts'
import { observe, type LayerObservation, type WeightPlace } from './observe'
import { throughLayer, type Inner, type LayerContext } from './through-layer'

/** What the model does with one prompt under some edits. */
export interface Trace {
  readonly tokens: readonly number[]
  readonly edits: readonly Edit[]
  /** Residual stream entering layer 0: [tokens, hidden]. */
  readonly embedded: Float32Array
  /** One per layer, in order. */
  readonly layers: readonly LayerObservation[]
}

/** A requested trace. Layers before the first one whose edits differ from `base` are copied from `base`, not run. */
export interface TraceJob {
  readonly tokens: readonly number[]
  readonly edits: readonly Edit[]
  readonly base: Trace | null
}

export interface TraceRequest extends Model {
  readonly jobs: readonly TraceJob[]
  readonly watches: readonly WeightPlace[]
  /** Channels of a layer whose peaks are kept; 1 when absent. Each costs a row of the down projection, of every expert that its token goes to. */
  readonly peaks?: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Keeps the observed layers, so that an interrupted run can be resumed; nothing is kept when absent. */
  readonly scope?: Scope
}

interface Running {
  readonly job: TraceJob
  readonly start: number
  readonly embedded: Float32Array
  readonly layers: LayerObservation[]
}

/**
 * Runs prompts through the model one by one, all of them through a layer while it is in memory, and observes every layer.
 * @throws NonFiniteActivation when a value is NaN or infinite: such a checkpoint cannot be judged.
 */
export async function runTraces(request: TraceRequest): Promise<Trace[]> {
  const { checkpoint, recipe, backend, signal, scope = NO_SCOPE } = request
  const name = nameFor(request)
  const running = await prepare(request)
  const first = Math.min(recipe.layers, ...running.map((r) => r.start))
  if (first < recipe.layers) {
    const weights = new LayerWeights(checkpoint, recipe)
    const sessions = new LayerSessions(recipe, backend)
    const pool = new BufferPool()
    try {
      const report = (layer: number) => request.onProgress?.(layer - first, recipe.layers - first)
      const begin = await resume(scope, name, running, first)
      report(begin)
      weights.announce(begin)
      for (let layer = begin; layer < recipe.layers; layer++) {
        const session = await sessions.of(layer)
        const going = goingThrough(running, layer)
        await runLayer(request, going, { layer, session, weights, pool, signal })
        await scope.save(
          stepOf(name, layer),
          going.map((one) => one.layers[layer]),
          `layer ${layer + 1} of ${recipe.layers}`,
        )
        report(layer + 1)
      }
    } finally {
      await sessions.release()
    }
  }
  return running.map(({ job, embedded, layers }) => ({ tokens: job.tokens, edits: job.edits, embedded, layers }))
}

async function prepare({ jobs, signal, ...model }: TraceRequest): Promise<Running[]> {
  const embedding = await readEmbedding(
    model,
    jobs.filter((j) => !j.base).map((j) => j.tokens),
    signal,
  )
  const running: Running[] = []
  for (const job of jobs) {
    const start = job.base ? firstDifference(job.base.edits, job.edits) : 0
    running.push({
      job,
      start,
      embedded: job.base?.embedded ?? (await embed(embedding, [job.tokens])),
      layers: [...(job.base?.layers.slice(0, start) ?? [])],
    })
  }
  return running
}

/** A name for all that the observations depend on. */
function nameFor({ jobs, watches, peaks = 1 }: TraceRequest): string {
  return nameOf({
    peaks,
    jobs: jobs.map(({ tokens, edits, base }) => ({ tokens, edits, base: base?.edits ?? null })),
    watches: watches.map(({ layer, expert, channel, neuron }) => [layer, expert ?? null, channel, neuron]),
  })
}

const goingThrough = (running: readonly Running[], layer: number) => running.filter((r) => r.start <= layer)
const stepOf = (name: string, layer: number) => `layer ${layer} of ${name}`

/** Loads the layers that an interrupted run has observed. @returns the first layer still to run */
async function resume(scope: Scope, name: string, running: readonly Running[], first: number): Promise<number> {
  for (let layer = first; ; layer++) {
    const kept = await scope.find<LayerObservation[]>(stepOf(name, layer))
    if (kept === undefined) return layer
    goingThrough(running, layer).forEach((one, i) => kept[i] && one.layers.push(kept[i]))
  }
}

function hiddenBefore({ layers, embedded, job }: Running, layer: number): Hidden {
  return { data: layers[layer - 1]?.after ?? embedded, sequences: 1, length: job.tokens.length }
}

async function runLayer(
  { watches, peaks = 1 }: TraceRequest,
  going: readonly Running[],
  layerContext: LayerContext,
): Promise<void> {
  const context = { ...layerContext, watches, peaks }
  const { layer, session } = context
  const prompts = going.map((one) => ({
    one,
    before: hiddenBefore(one, layer),
    edits: editsOfLayer(one.job.edits, layer),
  }))
  if (session.recipe.experts === null) {
    await throughLayer(prompts, context, async ({ one, edits }, inner) => {
      one.layers.push(await observeEdited(inner, edits, context))
    })
  } else {
    const observed = await observeExperts(prompts, context)
    observed.forEach((observation, i) => going[i]?.layers.push(observation))
  }
}

/** Observes the layer's end with its edits applied. What the trace keeps is copied: the other buffers return to the pool. */
async function observeEdited(
  { base, x, y }: Inner,
  edits: readonly Edit[],
  { layer, session, weights, watches, peaks }: ObserveContext,
): Promise<LayerObservation> {
  const {
    hidden,
    feedForward: { intermediate },
  } = session.recipe
  applyEdits(y, edits, {
    hidden,
    weight: ({ channel, neuron }: Edit) => weights.down(channel, neuron),
    input: (token: number, { neuron }: Edit) => x[token * intermediate + neuron] ?? NaN,
  })
  const h = new Float32Array(y.length)
  const residualUpdate = joinsPlainly(session.recipe) ? y : new Float32Array(y.length)
  await session.join(weights.feeds, base, y, h, residualUpdate === y ? null : residualUpdate)
  return observe({ layer, hidden, intermediate, h, x, y, residualUpdate, edits, weights, watches, peaks })
}
