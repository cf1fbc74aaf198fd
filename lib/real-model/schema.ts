import { z } from 'zod'

/** R with its 95 % interval over windows. */
const Ratio = z.object({ ratio: z.number().positive(), lower: z.number().positive(), upper: z.number().positive() })

/** What was removed, by the name that scripts/referee/real_model.py gives it. Members are `layer [row, column]`. */
export const REMOVALS = {
  pair: { members: ['11 [507, 1229]', '11 [507, 1487]'], label: 'Both: 11 [507, 1229] and [507, 1487]' },
  'alone:0': { members: ['11 [507, 1229]'], label: 'Only 11 [507, 1229]' },
  'alone:1': { members: ['11 [507, 1487]'], label: 'Only 11 [507, 1487]' },
  padded: {
    members: ['11 [507, 1229]', '11 [507, 1487]', '11 [100, 1487]', '11 [14, 1229]'],
    label: 'Both and two neighbours',
  },
  padding: { members: ['11 [100, 1487]', '11 [14, 1229]'], label: 'Only the two neighbours' },
  'padding:0': { members: ['11 [100, 1487]'], label: 'Only 11 [100, 1487], a neighbour' },
  'padding:1': { members: ['11 [14, 1229]'], label: 'Only 11 [14, 1229], a neighbour' },
  other: { members: ['9 [260, 200]'], label: 'Elsewhere: 9 [260, 200]' },
  late: { members: ['28 [507, 678]'], label: 'Late spike: 28 [507, 678]' },
  early: { members: ['1 [507, 83]'], label: 'Early spike: 1 [507, 83]' },
} as const

export const RemovalName = z.enum(Object.keys(REMOVALS) as [keyof typeof REMOVALS, ...(keyof typeof REMOVALS)[]])
export type RemovalName = z.infer<typeof RemovalName>

/** One number of a layer, signed, by layer. */
const ByLayer = z.array(z.number()).min(2)

/** The numbers that the plots of the docs page "A real model, end to end" show: measured by the verifier, beside PyTorch's where both stand. */
export const RealModel = z
  .object({
    schema_version: z.literal(1),
    measured_on: z.iso.date(),
    machine: z.string(),
    model: z.object({ name: z.string(), package: z.string(), file: z.string(), sha256: z.string() }),
    corpus: z.object({
      sha256: z.string(),
      windows: z.int().positive(),
      window_tokens: z.int().positive(),
    }),
    /** y[t, j] where it is largest in its layer, over the tokens of one prompt. */
    spikes: z.object({ prompt: z.string(), intact: ByLayer, removed: ByLayer }),
    /** h[t, j] after every layer, at the token and channel of the spike. */
    residual: z.object({
      token: z.int().nonnegative(),
      channel: z.int().nonnegative(),
      intact: ByLayer,
      removed: ByLayer,
    }),
    /** Perplexity of the intact model. */
    perplexity: z.object({ pytorch: z.number().positive(), here: z.number().positive() }),
    removals: z.array(z.object({ name: RemovalName, pytorch: Ratio, here: Ratio })).min(1),
  })
  .refine(
    ({ spikes, residual }) =>
      [spikes.removed, residual.intact, residual.removed].every((one) => one.length === spikes.intact.length),
    'Every series has one number a layer.',
  )
export type RealModel = z.infer<typeof RealModel>
