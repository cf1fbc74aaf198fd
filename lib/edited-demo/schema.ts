import { z } from 'zod'
import { BITS, RANGES } from './settings'

/** What was measured of one edited model. */
const Measured = z.object({
  perplexity: z.number().min(1),
  /** Perplexity divided by that of the intact model, with its 95 % interval over windows. */
  ratio: z.number().positive(),
  lower: z.number().positive(),
  upper: z.number().positive(),
  /** Largest |y| of each layer's down projection, over the tokens of the prompt. */
  spikes: z.array(z.number().nonnegative()).min(2),
})
export type Measured = z.infer<typeof Measured>

/** The weight alone, multiplied by `scale`. */
const Scaled = Measured.extend({ scale: z.number().nonnegative() })

/** The whole matrix that holds the weight, rounded. */
const Quantised = Measured.extend({
  bits: z.literal(BITS),
  /** Weights that share a step: consecutive ones of a row, or all of the matrix. */
  group: z.int().positive(),
  range: z.enum(RANGES),
  /** Distance of two neighbouring numbers in the weight's group. */
  step: z.number().positive(),
  /** What the weight is after rounding. */
  stored: z.number(),
  /** Share of the matrix's other weights that become 0. */
  zeroed: z.number().min(0).max(1),
})
export type Quantised = z.infer<typeof Quantised>

/** The numbers behind the figure of "What a super weight is": one weight of a demonstration model, removed, scaled and rounded, measured by the verifier. */
export const EditedDemo = z.object({
  schema_version: z.literal(1),
  measured_on: z.iso.date(),
  repo: z.string(),
  commit: z.string(),
  weight: z.object({
    tensor: z.string(),
    row: z.int().nonnegative(),
    col: z.int().nonnegative(),
    layer: z.int().nonnegative(),
    value: z.number(),
    shape: z.tuple([z.int().positive(), z.int().positive()]),
  }),
  prompt: z.string(),
  corpus: z.object({ id: z.string(), windows: z.int().positive(), window_tokens: z.int().positive() }),
  /** Perplexity of the intact model. */
  intact: z.number().min(1),
  scaled: z.array(Scaled).min(2),
  quantised: z.array(Quantised).min(1),
})
export type EditedDemo = z.infer<typeof EditedDemo>
