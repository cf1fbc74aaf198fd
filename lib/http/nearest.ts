import { distance } from 'fastest-levenshtein'

/** With more typos than this, a suggestion would be a guess. */
const MAX_SLIPS = 3

/** The word of `known` most similar to `typed`, or null when none is close. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const lower = typed.toLowerCase()
  const ranked = known
    .map((word) => ({ word, slips: distance(lower, word.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  const [best] = ranked
  return best && best.slips <= Math.min(MAX_SLIPS, Math.ceil(best.word.length / 2)) ? best.word : null
}
