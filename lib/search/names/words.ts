/** Words that names carry and people leave out: of formats, and of the model as such. */
const NEUTRAL: ReadonlySet<string> = new Set(['hf', 'base', 'model', 'v', 'of', 'the'])

/** Words that tell a variant from the model it was made from, which answers for it where it has no record. */
const OF_VARIANTS: ReadonlySet<string> = new Set(
  'instruct chat it dpo sft rlhf gguf ggml awq gptq bnb fp8 int4 int8 nf4 4bit 8bit exl2 mlx quantized'.split(' '),
)

/** Whether a name without the word may still be the one that is meant. */
export const isOptional = (word: string) => NEUTRAL.has(word) || OF_VARIANTS.has(word)

export const hasDigit = (word: string) => /\d/.test(word)

/** How much a word tells models apart, relative to a number of theirs. */
export function weightOf(word: string): number {
  if (NEUTRAL.has(word)) return 0.1
  if (OF_VARIANTS.has(word)) return 0.4
  return hasDigit(word) ? 1 : 1.5
}
