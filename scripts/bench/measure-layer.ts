import { STEPS, type Step } from '@/verifier/graph/layer'
import type { Hidden } from '@/verifier/pass/hidden'
import { LayerSession } from '@/verifier/pass/layer-session'
import { LayerWeights } from '@/verifier/pass/layer-weights'
import { tokenLosses } from '@/verifier/pass/losses'
import { sum, timeOf, type Moment } from './clock'
import type { Jobs } from './jobs'
import { openSubject } from './subject'

interface Values {
  readonly base: Float32Array
  readonly n: Float32Array
  readonly x: Float32Array
}

/** Loads layers and runs them on one sequence, step by step; then the head once. */
export async function measureLayer({ folder, ids, repeats }: Jobs['layer']['asked']): Promise<Jobs['layer']['found']> {
  const model = await openSubject(folder)
  const { checkpoint, recipe, backend } = model
  const shape = recipe.layerKinds[0]
  if (!shape) throw new Error('A checkpoint without layers cannot be measured.')
  const weights = new LayerWeights(checkpoint, recipe)
  const session = await LayerSession.open(shape, backend)
  const data = Float32Array.from({ length: ids.length * recipe.hidden }, (_, i) => Math.sin(i))
  const h = { data, sequences: 1, length: ids.length }
  const values = {
    base: new Float32Array(data.length),
    n: new Float32Array(data.length),
    x: new Float32Array(ids.length * recipe.intermediate),
  }
  const [load, run]: [Moment[], Moment[]] = [[], []]
  for (let i = 0; i < repeats; i++) {
    const steps = await runSteps(session, weights, i % recipe.layers, h, values)
    load.push(sum(steps.map((step) => step.load)))
    run.push(sum(steps.map((step) => step.run)))
  }
  await session.release()
  return {
    load,
    run,
    head: await timeOf(() => tokenLosses(model, [{ h, targets: ids }], { memory: weights.forget() })),
  }
}

async function runSteps(
  session: LayerSession,
  weights: LayerWeights,
  layer: number,
  h: Hidden,
  { base, n, x }: Values,
): Promise<{ load: Moment; run: Moment }[]> {
  const work: Readonly<Record<Step, () => Promise<void> | undefined>> = {
    attention: () => session.attend(weights.feeds, h, { base, n }),
    gate: () => session.block?.runInner('gate', weights.feeds, n, x),
    up: () => session.block?.runInner('up', weights.feeds, n, x),
    down: async () => {
      await session.block?.down(weights.feeds, x, n)
      await session.join(weights.feeds, base, n, h.data, null)
    },
  }
  const took: { load: Moment; run: Moment }[] = []
  for (const step of STEPS)
    took.push({ load: await timeOf(() => weights.load(layer, step)), run: await timeOf(async () => work[step]()) })
  return took
}
