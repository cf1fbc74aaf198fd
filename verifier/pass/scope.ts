import { sha256Hex } from '@/lib/protocol'

/** How far something has come: what is needed to go on from there. Large arrays lie beside what says how to read them. */
export interface State {
  readonly facts: unknown
  readonly arrays: readonly Float32Array[]
}

/** One part of a run as its journal keeps it, say a pass over the weights. A step is named by all that its outcome depends on. */
export interface Scope {
  /** The outcome of a step that an interrupted run has finished; undefined otherwise. `T` is what this program noted under that name. */
  find<T>(step: string): Promise<T | undefined>
  /** @param where how far the scope is with this step, for people: "layer 17 of 32"; empty when the scope is over */
  save(step: string, outcome: unknown, where: string): Promise<void>
  /** The newest state of a step that an interrupted run was in; null otherwise. */
  findState(step: string): Promise<State | null>
  /** Keeps a state in place of earlier ones. The arrays may change as soon as this has come back. */
  saveState(step: string, state: State, where: string): Promise<void>
}

/** For runs that nobody keeps. */
export const NO_SCOPE: Scope = {
  find: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  findState: () => Promise.resolve(null),
  saveState: () => Promise.resolve(),
}

/** What a run has finished, by scopes. */
export interface RunJournal {
  /** @param title says for people what the scope is: "perplexity, grade quick" */
  scope(title: string): Scope
}

/** A scope of the run's journal; where there is none, nothing is kept. */
export const scopeOf = (journal: RunJournal | null | undefined, title: string): Scope =>
  journal?.scope(title) ?? NO_SCOPE

/** A short name for all that a step's outcome depends on. */
export function nameOf(inputs: unknown): string {
  return sha256Hex(JSON.stringify(inputs))
}

/** The outcome of a step, from the journal or from `act`. */
export async function memoStep<T>(scope: Scope, step: string, where: string, act: () => Promise<T>): Promise<T> {
  const kept = await scope.find<T>(step)
  if (kept !== undefined) return kept
  const outcome = await act()
  await scope.save(step, outcome, where)
  return outcome
}
