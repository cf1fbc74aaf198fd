import { applyEdits, type StreamEdit } from './edits'
import { partsOf, type Branch, type Part } from './branches'
import type { BlockSession } from './block-session'
import type { Hidden } from './hidden'
import type { Routed } from './layer-session'
import { addRows, chosenIn, rowsOf, type Route } from './routing'
import { runInnerSteps, groupsOf, type LayerContext } from './through-layer'

/** One batch of a branch in a layer of experts. */
interface Work {
  readonly batch: Hidden
  readonly parts: readonly Part[]
  readonly routed: Routed
  /** The residual stream after the layer, once all experts have added to it. */
  readonly out: Float32Array
  /** x at the edited neurons, times the token's weight for their expert: [tokens], by `columnKey`. */
  readonly columns: Map<string, Float32Array>
}

const columnKey = ({ expert, neuron }: StreamEdit) => `${expert ?? '-'}:${neuron}`
const weightKey = ({ expert, channel, neuron }: StreamEdit) => `${expert ?? '-'}:${channel}:${neuron}`

/**
 * Runs all branches through a layer of experts: each expert is read once for all of them, and only if some token is routed to it.
 * Streams that edit the layer then split off, as in `advanceAll`.
 */
export async function advanceExperts(branches: readonly Branch[], context: LayerContext): Promise<Branch[]> {
  const { layer, session, weights, signal } = context
  const all = branches.map((branch) => ({ batches: branch.batches, parts: partsOf(branch.streams, layer) }))
  const edits = all.flatMap(({ parts }) => parts.flatMap((part) => part.edits))
  const scalars = new Map<string, number>()
  const works: Work[] = []
  const attention = await weights.load(layer, 'attention', signal)
  for (const { batches, parts } of all)
    for (const batch of batches) works.push(await begin(batch, parts, attention, context))
  const chosen = chosenIn(works.map(({ routed }) => routed.routes))
  const groups = session.block ? groupsOf(works, bytesOfShared(session.block, session.recipe.hidden)) : []
  for (let again = 1; again < groups.length; again++) weights.announce(layer, ['gate', 'up', 'down'])
  weights.announceExperts(layer, chosen)
  weights.announce(layer + 1)
  for (const group of groups)
    if (session.block)
      await addShared(
        session.block,
        group,
        edits.filter((e) => e.expert == null),
        scalars,
        context,
      )
  for (const expert of chosen)
    await addExpert(
      expert,
      works,
      edits.filter((e) => e.expert === expert),
      scalars,
      context,
    )
  for (const work of works) finish(work, scalars, context)
  return all.flatMap(({ parts }) => parts.map(({ streams, batches }) => ({ streams, batches })))
}

async function begin(
  batch: Hidden,
  parts: readonly Part[],
  attention: LayerContext['weights']['feeds'],
  { session, pool, signal }: LayerContext,
): Promise<Work> {
  signal?.throwIfAborted()
  const routed = await session.route(attention, batch)
  const out = pool.copyOf(routed.base)
  pool.release(batch.data)
  return { batch, parts, routed, out, columns: new Map() }
}

/** What the shared expert holds before its down projection: its x can be several times as wide as the residual stream. */
const bytesOfShared =
  ({ intermediate }: BlockSession, hidden: number) =>
  ({ routed }: Work) =>
    4 * (routed.n.length / hidden) * intermediate

/** The shared expert, in the steps of a feed-forward block. */
async function addShared(
  block: BlockSession,
  works: readonly Work[],
  edits: readonly StreamEdit[],
  scalars: Map<string, number>,
  { layer, session, weights, pool, signal }: LayerContext,
): Promise<void> {
  const { hidden } = session.recipe
  const inner = works.map(({ routed: { n } }) => ({ n, x: pool.acquire((n.length / hidden) * block.intermediate) }))
  await runInnerSteps(block, inner, layer, weights, signal)
  const narrowing = await weights.load(layer, 'down', signal)
  for (const edit of edits) scalars.set(weightKey(edit), weights.down(edit.channel, edit.neuron))
  for (const [i, work] of works.entries()) {
    const x = inner[i]?.x ?? new Float32Array()
    const y = pool.acquire(work.out.length)
    await block.down(narrowing, x, y)
    if (work.routed.shared) add(work, work.routed.shared, x, y, edits, block.intermediate, hidden)
    for (const buffer of [x, y]) pool.release(buffer)
  }
}

async function addExpert(
  expert: number,
  works: readonly Work[],
  edits: readonly StreamEdit[],
  scalars: Map<string, number>,
  { layer, session, weights, signal }: LayerContext,
): Promise<void> {
  const {
    recipe: { hidden },
    expert: block,
  } = session
  if (block === null) throw new Error(`Layer ${layer} has no experts.`)
  const feeds = await weights.loadExpert(layer, expert, signal)
  for (const edit of edits)
    scalars.set(weightKey(edit), (await weights.rowOf(layer, expert, edit.channel, signal))[edit.neuron] ?? NaN)
  for (const work of works) {
    const route = work.routed.routes[expert]
    if (!route || route.tokens.length === 0) continue
    signal?.throwIfAborted()
    const { x, y } = await runRows(block, feeds, rowsOf(work.routed.n, route.tokens, hidden), hidden)
    add(work, route, x, y, edits, block.intermediate, hidden)
  }
}

/** Runs a block on rows of its input. */
export async function runRows(
  block: BlockSession,
  feeds: LayerContext['weights']['feeds'],
  n: Float32Array,
  hidden: number,
): Promise<{ x: Float32Array; y: Float32Array }> {
  const x = new Float32Array((n.length / hidden) * block.intermediate)
  const y = new Float32Array(n.length)
  for (const step of block.innerSteps) await block.runInner(step, feeds, n, x)
  await block.down(feeds, x, y)
  return { x, y }
}

/** Adds an expert's output to its tokens, and keeps its x at the edited neurons. */
function add(
  { batch, out, columns }: Work,
  route: Route,
  x: Float32Array,
  y: Float32Array,
  edits: readonly StreamEdit[],
  intermediate: number,
  hidden: number,
): void {
  addRows(out, y, route, hidden)
  for (const edit of edits) {
    const column = new Float32Array(batch.sequences * batch.length)
    route.tokens.forEach(
      (token, row) => (column[token] = (route.weights[row] ?? NaN) * (x[row * intermediate + edit.neuron] ?? NaN)),
    )
    columns.set(columnKey(edit), column)
  }
}

/** Gives each part its own copy of the output, edited. The column of an expert that no token was routed to is all zeros. */
function finish(
  { batch, parts, out, columns }: Work,
  scalars: ReadonlyMap<string, number>,
  { session, pool }: LayerContext,
): void {
  const site = {
    hidden: session.recipe.hidden,
    length: batch.length,
    weight: (edit: StreamEdit) => scalars.get(weightKey(edit)) ?? 0,
    input: (token: number, edit: StreamEdit) => columns.get(columnKey(edit))?.[token] ?? 0,
  }
  const outputs = parts.map((_, i) => (i === parts.length - 1 ? out : pool.copyOf(out)))
  for (const [i, part] of parts.entries()) {
    const data = outputs[i] ?? out
    applyEdits(data, part.edits, site)
    part.batches.push({ ...batch, data })
  }
}
