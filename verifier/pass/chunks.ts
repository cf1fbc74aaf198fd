/** Tokens multiplied at once: more do not make a product faster (2048 make it a tenth slower), and what lies between operators grows with them. */
export const TOKENS_AT_ONCE = 512

/** Walks so many tokens a chunk at a time. */
export async function inChunks(tokens: number, work: (first: number, count: number) => Promise<void>): Promise<void> {
  for (let first = 0; first < tokens; first += TOKENS_AT_ONCE)
    await work(first, Math.min(TOKENS_AT_ONCE, tokens - first))
}
