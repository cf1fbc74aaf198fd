import type { BlockSession } from './block-session'
import type { BufferPool } from './buffer-pool'
import type { Hidden } from './hidden'
import type { LayerSession } from './layer-session'
import type { LayerWeights } from './layer-weights'

/** Bytes of intermediate values between the steps of a layer. The rest waits for another round over the layer's weights: four windows of 2048 fit at 7B. */
const MAX_BETWEEN_BYTES = 640 * 2 ** 20

/** What running a layer takes. */
export interface LayerContext {
  readonly layer: number
  readonly session: LayerSession
  readonly weights: LayerWeights
  readonly pool: BufferPool
  readonly signal: AbortSignal | undefined
}

/** The values at the end of a layer's down projection, [tokens, ...]; they return to the pool after use. */
export interface Inner {
  readonly base: Float32Array
  readonly x: Float32Array
  readonly y: Float32Array
}

interface Walk<Of> extends Inner {
  readonly of: Of
  readonly n: Float32Array
}

/**
 * Runs residual streams through one layer, step by step: the weights of a step are read once for as many streams as fit in memory
 * between steps. `finish` is called with the down projection still loaded.
 */
export async function throughLayer<Of extends { readonly before: Hidden }>(
  all: readonly Of[],
  context: LayerContext,
  finish: (of: Of, inner: Inner) => Promise<void>,
): Promise<void> {
  const { hidden, feedForward } = context.session.recipe
  const groups = groupsOf(
    all,
    ({ before }) => 4 * (before.data.length / hidden) * (2 * hidden + feedForward.intermediate),
  )
  for (const [i, group] of groups.entries())
    await walk(group, i + 1 < groups.length ? context.layer : context.layer + 1, context, finish)
}

/** @param next the layer whose weights are loaded after this walk */
async function walk<Of extends { readonly before: Hidden }>(
  group: readonly Of[],
  next: number,
  { layer, session, weights, pool, signal }: LayerContext,
  finish: (of: Of, inner: Inner) => Promise<void>,
): Promise<void> {
  const { block, recipe } = session
  if (block === null) throw new Error(`Layer ${layer} has no feed-forward block.`)
  const walks: Walk<Of>[] = []
  const attention = await weights.load(layer, 'attention', signal)
  weights.announce(next)
  for (const of of group) {
    signal?.throwIfAborted()
    const { before } = of
    const [base, n] = [pool.acquire(before.data.length), pool.acquire(before.data.length)]
    await session.attend(attention, before, { base, n })
    walks.push({ of, base, n, x: pool.acquire((before.data.length / recipe.hidden) * block.intermediate), y: n })
  }
  await runInnerSteps(block, walks, layer, weights, signal)
  const narrowing = await weights.load(layer, 'down', signal)
  for (const { of, base, x, y } of walks) {
    signal?.throwIfAborted()
    // The block's input is no longer needed: y overwrites it.
    await block.down(narrowing, x, y)
    await finish(of, { base, x, y })
    for (const buffer of [base, x, y]) pool.release(buffer)
  }
}

/** Runs a block of a layer up to its down projection's input, one step's weights after the other's: each `n` [tokens, hidden] into its `x` [tokens, intermediate]. */
export async function runInnerSteps(
  block: BlockSession,
  all: readonly { readonly n: Float32Array; readonly x: Float32Array }[],
  layer: number,
  weights: LayerWeights,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const step of block.innerSteps) {
    const feeds = await weights.load(layer, step, signal)
    for (const { n, x } of all) {
      signal?.throwIfAborted()
      await block.runInner(step, feeds, n, x)
    }
  }
}

/** Groups in order, each as large as fits between steps, with one element at least. @param bytesOf what one element takes */
export function groupsOf<Of>(all: readonly Of[], bytesOf: (of: Of) => number): Of[][] {
  const groups: Of[][] = []
  let bytes = 0
  for (const of of all) {
    const own = bytesOf(of)
    if (groups.length === 0 || bytes + own > MAX_BETWEEN_BYTES) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(of)
    bytes += own
  }
  return groups
}
