import type { Problem } from './problem'

/** After something was to be done, for a reason in words, and was refused: why, with the words. Both are empty before. */
export interface ActState {
  readonly problem: Problem | null
  readonly text: string
}

/** Nothing was refused. */
export const NOTHING_REFUSED: ActState = { problem: null, text: '' }
