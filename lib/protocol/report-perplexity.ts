import { z } from 'zod'

/** Non-finite losses are kept by name, since JSON has no NaN. */
export const Nll = z
  .union([z.number(), z.enum(['NaN', 'Infinity'])])
  .meta({ description: 'Mean token loss of one window, in nats.' })
export type Nll = z.infer<typeof Nll>

export const Edit = z.object({
  tensor: z.string(),
  layer: z.int().nonnegative(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  scale: z.number().meta({ description: 'What the weight is multiplied by: 0 removes it, 1 changes nothing.' }),
})
export type Edit = z.infer<typeof Edit>

/** One copy of the model under edits, measured on the same windows as all others of the run. */
export const StreamResult = z.object({
  role: z.enum(['intact', 'joint', 'alone', 'without', 'control', 'dose']).meta({
    description:
      'intact: no edit. joint: all members removed. alone: one member removed. without: all removed but one. control: other large weights removed. dose: all members scaled.',
  }),
  member: z.int().nonnegative().nullable().meta({ description: 'Index of the member for `alone` and `without`.' }),
  edits: z.array(Edit),
  nll: z.array(Nll).min(1),
})
export type StreamResult = z.infer<typeof StreamResult>

export const PerplexityRun = z.object({
  grade: z.enum(['quick', 'standard', 'full']),
  corpus: z.object({ id: z.string(), revision: z.string(), sha256: z.string() }),
  windows: z.int().positive(),
  window_tokens: z.int().positive(),
  starts_with_bos: z.boolean(),
  token_ids_sha256: z.string().meta({ description: 'SHA-256 of the window token ids as little-endian int32.' }),
  reference: z.object({ perplexity: z.number(), source: z.string() }).nullable(),
  streams: z.array(StreamResult).min(2),
})
export type PerplexityRun = z.infer<typeof PerplexityRun>
