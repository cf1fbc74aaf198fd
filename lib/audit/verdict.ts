/** What quantising did to a weight, by what is stored divided by the original. */
export const AUDIT_VERDICTS = ['kept', 'rounded', 'weakened', 'crushed', 'enlarged', 'not-compared'] as const
export type AuditVerdict = (typeof AUDIT_VERDICTS)[number]

/**
 * Bounds of stored / original. They follow one measured curve: SmolLM2-135M-Instruct with both members of its set in layer 11 multiplied by
 * a factor (`CURVE`). From 0.95 on nothing is seen; at 0.75 perplexity is an eighth higher, at 0.5 a third, below it grows without bound.
 */
export const RULE = { keptWithin: 0.05, roundedFrom: 0.75, weakenedFrom: 0.5, roundedTo: 1.5 } as const

/** Factor and perplexity of that measurement: WikiText-2, 512 tokens, transformers in float32; the intact model has 20.0. */
export const CURVE: readonly (readonly [factor: number, perplexity: number])[] = [
  [-1, 75.7],
  [0, 2_100_000],
  [0.25, 142.8],
  [0.5, 26],
  [0.75, 22.5],
  [0.9, 20.4],
  [1, 20],
  [1.1, 19.6],
  [3, 19.8],
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
