import { distance } from 'fastest-levenshtein'
import { hasDigit, weightOf } from './words'

/**
 * How well a name answers what was typed, both in words (SQL function `search_text`): the share of the typed words that the name has, less a little for each
 * word of the name that was not typed, so that a base model stands before its variants.
 * @returns 0 (nothing in common) to 1 (the same words)
 */
export function scoreOf(typed: string, name: string): number {
  const asked = typed.split(' ').filter((word) => word !== '' && word !== '/')
  const { owner, words } = partsOf(name)
  if (asked.length === 0 || words.length === 0) return 0
  // Words of the name come first: an owner of the same name is left over, not missing.
  const free = [...words, ...owner]
  const used = new Set<number>()
  let [matched, total] = [0, 0]
  for (const word of asked) {
    const weight = weightOf(word)
    const best = bestOf(word, free, used)
    total += weight
    matched += weight * best.match
    if (best.match > 0) used.add(best.at)
  }
  const extra = words.reduce((sum, word, at) => (used.has(at) ? sum : sum + EXTRA * weightOf(word)), 0)
  return Math.max(0, Math.max(matched / total, joined(asked.join(''), words.join(''))) - extra)
}

/** What a word of the name costs that nobody typed. */
const EXTRA = 0.04

function partsOf(name: string): { owner: string[]; words: string[] } {
  const words = name.split(' ')
  const slash = words.indexOf('/')
  return slash < 0 ? { owner: [], words } : { owner: words.slice(0, slash), words: words.slice(slash + 1) }
}

function bestOf(word: string, free: readonly string[], used: ReadonlySet<number>): { match: number; at: number } {
  return free.reduce(
    (best, other, at) => {
      const match = used.has(at) ? 0 : matchOf(word, other)
      return match > best.match ? { match, at } : best
    },
    { match: 0, at: -1 },
  )
}

/** How well a typed word fits one of the name: numbers fit exactly or hardly at all, other words up to a slip of the finger. */
function matchOf(typed: string, word: string): number {
  if (typed === word) return 1
  if (hasDigit(typed) || hasDigit(word)) return numberMatch(typed, word)
  if (word.startsWith(typed) && typed.length >= 2) return 0.75 + (0.2 * typed.length) / word.length
  return isAlike(typed, word) ? 0.85 - 0.1 * slipsBetween(typed, word) : 0
}

/** `7` for `7b`, and hardly `3` for `3.1`, which is another model. */
function numberMatch(typed: string, word: string): number {
  const rest = word.startsWith(typed) ? word.slice(typed.length) : ''
  if (/^[a-z]+$/.test(rest)) return 0.9
  return rest.startsWith('.') ? 0.4 : 0
}

/** How many slips of the finger a word of some length may have. */
const allowed = (length: number) => (length >= 7 ? 2 : length >= 4 ? 1 : 0)

/** Whether one word may be the other with a slip of the finger. */
export const isAlike = (a: string, b: string) => slipsBetween(a, b) <= allowed(Math.min(a.length, b.length))

/** Edits between two words; two neighbours exchanged count as one. */
export function slipsBetween(a: string, b: string): number {
  const edits = distance(a, b)
  const exchanged = a.length === b.length && edits === 2 && [...a].sort().join('') === [...b].sort().join('')
  return exchanged ? 1 : edits
}

/** Words written together or apart (`smol lm`, `tiny llama`): the same letters in the same order. */
function joined(typed: string, name: string): number {
  if (typed === name) return 1
  return typed.length >= 4 && name.startsWith(typed) ? 0.9 : 0
}
