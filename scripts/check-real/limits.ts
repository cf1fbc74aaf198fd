/**
 * The largest relative differences allowed. Both sides compute in float32, in other orders: an activation after thirty layers keeps about five digits, and a
 * perplexity that is a mean over 510 tokens keeps more. Where the model is wrecked, the loss is the same to six digits and R, its exponential, to five.
 */
export const LIMITS = { activation: 1e-4, share: 1e-4, perplexity: 1e-5, ratio: 1e-4 } as const
