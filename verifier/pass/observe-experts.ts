import type { Extreme } from '@/lib/protocol'
import { applyEdits, type Edit } from './edits'
import { runRows } from './advance-experts'
import type { Hidden } from './hidden'
import type { Routed } from './layer-session'
import {
  column,
  extremeOf,
  largest,
  partOf,
  scaleOf,
  type LayerObservation,
  type WeightPlace,
  type WeightObservation,
} from './observe'
import { peaksOf, type Contribution, type Peak } from './peaks'
import { addRows, chosenIn, rowsOf, type Route } from './routing'
import { runInnerSteps, type LayerContext } from './through-layer'

/** A prompt in a layer of experts, and the layer's edits. */
export interface Prompt {
  readonly before: Hidden
  readonly edits: readonly Edit[]
}

/** One expert's activations (null: the shared one) for the tokens routed to it: a row of x and y per token, y as edited. */
interface Block {
  readonly expert: number | null
  readonly route: Route
  readonly x: Float32Array
  readonly y: Float32Array
  readonly intermediate: number
}

interface Looked extends Prompt {
  readonly routed: Routed
  readonly blocks: Block[]
}

/** A layer that is run, and what to observe in it. */
export interface ObserveContext extends LayerContext {
  readonly watches: readonly WeightPlace[]
  /** Channels whose peaks are kept. */
  readonly peaks: number
}

/**
 * Observes prompts in the loaded layer of experts; each expert with routed tokens is read once for all of them. The output is
 * what all experts together add to the residual stream, the projection the largest y of a single one before its weight.
 */
export async function observeExperts(prompts: readonly Prompt[], context: ObserveContext): Promise<LayerObservation[]> {
  const { layer, session, weights, signal } = context
  const { hidden } = session.recipe
  const looked: Looked[] = []
  const attention = await weights.load(layer, 'attention', signal)
  for (const prompt of prompts)
    looked.push({ ...prompt, routed: await session.route(attention, prompt.before), blocks: [] })
  const chosen = chosenIn(looked.map(({ routed }) => routed.routes))
  weights.announceExperts(layer, chosen)
  weights.announce(layer + 1)
  await observeShared(looked, context)
  for (const expert of chosen) {
    if (session.expert === null) continue
    signal?.throwIfAborted()
    const feeds = await weights.loadExpert(layer, expert, signal)
    for (const one of looked) {
      const route = one.routed.routes[expert]
      if (!route || route.tokens.length === 0) continue
      const ran = await runRows(session.expert, feeds, rowsOf(one.routed.n, route.tokens, hidden), hidden)
      one.blocks.push(
        await edited({ expert, route, ...ran, intermediate: session.expert.intermediate }, one.edits, context),
      )
    }
  }
  const observations: LayerObservation[] = []
  for (const one of looked) observations.push(await conclude(one, context))
  return observations
}

/** The shared expert, where the layer has one. */
async function observeShared(looked: readonly Looked[], context: ObserveContext): Promise<void> {
  const {
    layer,
    session: {
      block,
      recipe: { hidden },
    },
    weights,
    signal,
  } = context
  if (block === null) return
  const inner = looked.map(({ routed: { n } }) => ({
    n,
    x: new Float32Array((n.length / hidden) * block.intermediate),
  }))
  await runInnerSteps(block, inner, layer, weights, signal)
  const narrowing = await weights.load(layer, 'down', signal)
  for (const [i, { routed, blocks, edits }] of looked.entries()) {
    const [x, y] = [inner[i]?.x ?? new Float32Array(), new Float32Array(routed.n.length)]
    await block.down(narrowing, x, y)
    if (routed.shared)
      blocks.push(
        await edited({ expert: null, route: routed.shared, x, y, intermediate: block.intermediate }, edits, context),
      )
  }
}

/** The block with its edits applied to y. */
async function edited(block: Block, edits: readonly Edit[], context: ObserveContext): Promise<Block> {
  const own = edits.filter((edit) => (edit.expert ?? null) === block.expert)
  const rows = new Map<number, Float32Array>()
  for (const { channel } of own) rows.set(channel, await rowOf(block.expert, channel, context))
  applyEdits(block.y, own, {
    hidden: context.session.recipe.hidden,
    weight: ({ channel, neuron }) => rows.get(channel)?.[neuron] ?? NaN,
    input: (row, { neuron }) => block.x[row * block.intermediate + neuron] ?? NaN,
  })
  return block
}

async function conclude({ edits, routed, blocks }: Looked, context: ObserveContext): Promise<LayerObservation> {
  const { layer, session, watches } = context
  const { hidden } = session.recipe
  const residualUpdate = new Float32Array(routed.base.length)
  for (const { y, route } of blocks) addRows(residualUpdate, y, route, hidden)
  const after = routed.base.map((value, i) => value + (residualUpdate[i] ?? NaN))
  const output = extremeOf(residualUpdate, hidden, layer)
  const peaks: Peak[] = []
  for (const peak of peaksOf(residualUpdate, hidden, context.peaks))
    peaks.push({ ...peak, contributions: await contributionsTo(peak, edits, blocks, context) })
  const watched: WeightObservation[] = []
  for (const place of watches.filter((w) => w.layer === layer))
    watched.push(await observeWeight(place, edits, blocks, residualUpdate, context))
  return {
    extremes: {
      input: loudest(blocks.map((b) => placed(b.x, b.intermediate, b.route, layer))),
      output,
      projection: loudest(blocks.map((b) => placed(b.y, hidden, b.route, layer))),
      residual: extremeOf(after, hidden, layer),
    },
    peaks,
    after,
    watched,
  }
}

function placed(values: Float32Array, width: number, { tokens }: Route, layer: number): Extreme {
  const extreme = extremeOf(values, width, layer)
  return { ...extreme, token: tokens[extreme.token] ?? 0 }
}

function loudest(extremes: readonly Extreme[]): Extreme {
  return extremes.reduce((most, one) => (Math.abs(one.value) > Math.abs(most.value) ? one : most), {
    value: 0,
    token: 0,
    channel: 0,
  })
}

async function contributionsTo(
  { value, token, channel }: Extreme,
  edits: readonly Edit[],
  blocks: readonly Block[],
  context: ObserveContext,
): Promise<Contribution[]> {
  const found: Contribution[] = []
  for (const { expert, route, x, intermediate } of blocks) {
    const at = route.tokens.indexOf(token)
    if (at < 0) continue
    const row = await rowOf(expert, channel, context)
    const part = (neuron: number) =>
      (route.weights[at] ?? NaN) *
      (x[at * intermediate + neuron] ?? NaN) *
      (row[neuron] ?? NaN) *
      scaleOf(edits, { expert, channel, neuron })
    found.push(...largest(Array.from(row, (_, neuron) => ({ neuron, expert, share: partOf(part(neuron), value) }))))
  }
  return largest(found)
}

async function observeWeight(
  place: WeightPlace,
  edits: readonly Edit[],
  blocks: readonly Block[],
  residualUpdate: Float32Array,
  context: ObserveContext,
): Promise<WeightObservation> {
  const { hidden } = context.session.recipe
  const expert = place.expert ?? null
  const weight = ((await rowOf(expert, place.channel, context))[place.neuron] ?? NaN) * scaleOf(edits, place)
  const [x, share] = [
    new Float32Array(residualUpdate.length / hidden),
    new Float32Array(residualUpdate.length / hidden),
  ]
  const sums = column(residualUpdate, hidden, place.channel)
  const block = blocks.find((b) => b.expert === expert)
  block?.route.tokens.forEach((token, at) => {
    x[token] = block.x[at * block.intermediate + place.neuron] ?? NaN
    share[token] = partOf((x[token] ?? NaN) * weight * (block.route.weights[at] ?? NaN), sums[token] ?? NaN)
  })
  return { place, weight, x, residualUpdate: sums, share }
}

function rowOf(
  expert: number | null,
  channel: number,
  { layer, weights, signal }: ObserveContext,
): Promise<Float32Array> {
  return weights.rowOf(layer, expert, channel, signal)
}
