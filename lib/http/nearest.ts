import { distance } from 'fastest-levenshtein'

/** More slips than this in a word, and we would be guessing. */
const MAX_SLIPS = 3

/** The word of `known` that was probably meant by `typed`, or null when none is near. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const lower = typed.toLowerCase()
  const ranked = known
    .map((word) => ({ word, slips: distance(lower, word.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  const [best] = ranked
  return best && best.slips <= Math.min(MAX_SLIPS, Math.ceil(best.word.length / 2)) ? best.word : null
}
