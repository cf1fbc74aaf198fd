import { sha256Hex } from '@/lib/protocol'

/** The state of an unfinished step: what is needed to resume it. Large arrays are kept apart from the facts that describe them. */
export interface State {
  readonly facts: unknown
  readonly arrays: readonly Float32Array[]
}

/** One part of a run as its journal keeps it, such as a pass over the weights. A step's name holds all that its outcome depends on. */
export interface Scope {
  /** The outcome of a step that an interrupted run has finished; undefined otherwise. `T` is what this program saved under that name. */
  find<T>(step: string): Promise<T | undefined>
  /** @param where how far the scope is after this step, for people: "layer 17 of 32"; empty when it is finished */
  save(step: string, outcome: unknown, where: string): Promise<void>
  /** The newest state of a step that an interrupted run was in; null otherwise. */
  findState(step: string): Promise<State | null>
  /** Saves a state in place of earlier ones. The arrays may change once the promise has resolved. */
  saveState(step: string, state: State, where: string): Promise<void>
}

/** For runs without a journal. */
export const NO_SCOPE: Scope = {
  find: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  findState: () => Promise.resolve(null),
  saveState: () => Promise.resolve(),
}

/** A run's finished steps, by scope. */
export interface RunJournal {
  /** @param title the scope's name for people: "perplexity, grade quick" */
  scope(title: string): Scope
}

/** A scope of the run's journal; without a journal, one that keeps nothing. */
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
