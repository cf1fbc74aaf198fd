import type { Branch, Stream } from './branches'
import type { Scope } from './scope'

/** A sweep's progress: its branches are through the layers before `next`. */
export interface SweepState {
  readonly next: number
  readonly branches: Branch[]
}

/** The same without the residual streams, which are kept as arrays. */
interface Facts {
  readonly next: number
  readonly branches: readonly {
    readonly streams: readonly string[]
    readonly batches: readonly { readonly sequences: number; readonly length: number }[]
  }[]
}

/** Saves the branches between two layers. @param step names the sweep by all that its branches depend on */
export async function saveSweep(
  scope: Scope,
  step: string,
  { next, branches }: SweepState,
  where: string,
): Promise<void> {
  const facts: Facts = {
    next,
    branches: branches.map(({ streams, batches }) => ({
      streams: streams.map((s) => s.name),
      batches: batches.map(({ sequences, length }) => ({ sequences, length })),
    })),
  }
  await scope.saveState(
    step,
    { facts, arrays: branches.flatMap(({ batches }) => batches.map(({ data }) => data)) },
    where,
  )
}

/** An interrupted run's progress in this sweep, or null. @param streams the pass's own, which the saved branches name */
export async function findSweep(scope: Scope, step: string, streams: readonly Stream[]): Promise<SweepState | null> {
  const state = await scope.findState(step)
  if (state === null) return null
  const facts = state.facts as Facts
  const byName = new Map(streams.map((stream) => [stream.name, stream]))
  const arrays = state.arrays.values()
  const branches = facts.branches.map(({ streams: names, batches }) => ({
    streams: names.map((name) => known(byName.get(name))),
    batches: batches.map((batch) => ({ ...batch, data: known(arrays.next().value) })),
  }))
  return { next: facts.next, branches }
}

/** The step's name holds all that the branches depend on, so what was saved under it fits. */
function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('A saved state names a stream or a batch that this pass does not have.')
  return found
}
