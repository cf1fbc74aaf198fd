import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { now, since, type Moment } from './clock'
import type { Jobs } from './jobs'
import { peakMemory } from './peak-memory'
import { openSubject } from './subject'

/** A pass over all layers for some streams on one window, from the folder to the losses. */
export async function measurePass({ folder, ids, streams }: Jobs['pass']['asked']): Promise<Jobs['pass']['found']> {
  const losses: Record<string, number> = {}
  const marks: Moment[] = []
  const start = now()
  const model = await openSubject(folder)
  const onProgress = () => marks.push(since(start))
  for (const [name, [loss]] of await runPass({ ...model, windows: [ids], streams, onProgress }))
    losses[name] = loss ?? NaN
  return { took: since(start), marks, losses, peakBytes: peakMemory() }
}

/** Detection's work for one prompt in one round: every layer's largest input and output, from the folder to the last layer. */
export async function measureTrace({ folder, ids }: Jobs['trace']['asked']): Promise<Jobs['trace']['found']> {
  const start = now()
  const model = await openSubject(folder)
  await runTraces({ ...model, jobs: [{ tokens: ids, edits: [], base: null }], watches: [] })
  return { took: since(start), peakBytes: peakMemory() }
}
