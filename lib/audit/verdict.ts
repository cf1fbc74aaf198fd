/** What quantising did to a weight, by what is stored divided by the original. */
export const AUDIT_VERDICTS = ['kept', 'rounded', 'weakened', 'crushed', 'enlarged', 'not-compared'] as const
export type AuditVerdict = (typeof AUDIT_VERDICTS)[number]

/**
 * Bounds of stored / original. They follow one measured curve (`CURVE`): with both weights multiplied by 0.9 perplexity is 2 % higher, at 0.75 12 %, at
 * 0.5 30 %; below it grows without bound.
 */
export const RULE = { keptWithin: 0.05, roundedFrom: 0.75, weakenedFrom: 0.5, roundedTo: 1.5 } as const

/**
 * Perplexity of SmolLM2-135M-Instruct with both members of its set, layer 11 [507, 1229] and [507, 1487], multiplied by a factor: `superweights dose` with the
 * model and the text of `npm run check:real`, grade quick (2 windows of 256 tokens), float32.
 */
export const CURVE: readonly (readonly [factor: number, perplexity: number])[] = [
  [-1, 77.79],
  [0, 2_334_798],
  [0.25, 140.2],
  [0.5, 25.72],
  [0.75, 22.28],
  [0.9, 20.27],
  [1, 19.86],
  [1.1, 19.66],
  [1.5, 19.44],
  [3, 19.69],
]

/**
 * The verdict on one weight. It says nothing about the rest of the model: a 2-bit file may ruin a model and keep its super weights.
 * @param original not 0
 */
export function verdictOf(original: number, stored: number): AuditVerdict {
  const ratio = stored / original
  if (!(ratio >= RULE.weakenedFrom)) return 'crushed' // NaN too
  if (ratio >= 1 - RULE.keptWithin && ratio <= 1 + RULE.keptWithin) return 'kept'
  if (ratio < RULE.roundedFrom) return 'weakened'
  return ratio <= RULE.roundedTo ? 'rounded' : 'enlarged'
}

export const VERDICT_WORDS: Readonly<Record<AuditVerdict, string>> = {
  kept: `within ${RULE.keptWithin * 100} % of the original`,
  rounded: `between ${RULE.roundedFrom} and ${RULE.roundedTo} times the original`,
  weakened: `between ${RULE.weakenedFrom} and ${RULE.roundedFrom} times the original`,
  crushed: `less than ${RULE.weakenedFrom} times the original, or of the other sign`,
  enlarged: `more than ${RULE.roundedTo} times the original`,
  'not-compared': 'cannot be compared with the original',
}
