/** Whole numbers packed without gaps, the lowest bits first, into 32-bit words: a number may begin in one word and end in the next. */
export interface BitStream {
  /** Signed or unsigned. */
  readonly words: readonly number[]
  /** Where the first of `words` is in the whole stream. */
  readonly firstWord: number
  /** Of each number, 1 to 8. */
  readonly bits: number
}

/** Words `first` (inclusive) to `end` (exclusive) hold the numbers `from` (inclusive) to `to` (exclusive). */
export function wordsOf(from: number, to: number, bits: number): { readonly first: number; readonly end: number } {
  return { first: Math.floor((from * bits) / 32), end: Math.ceil((to * bits) / 32) }
}

/** Number `i` of the whole stream. */
export function numberAt({ words, firstWord, bits }: BitStream, i: number): number {
  const word = Math.floor((i * bits) / 32)
  const shift = (i * bits) % 32
  const low = (words[word - firstWord] ?? 0) >>> shift
  const high = shift + bits > 32 ? (words[word + 1 - firstWord] ?? 0) << (32 - shift) : 0
  return (low | high) & (2 ** bits - 1)
}
