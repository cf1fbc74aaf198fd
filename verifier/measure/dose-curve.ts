import { z } from 'zod'
import { GRADES, Nll, RatioRecord, Report } from '@/lib/protocol'

const Point = z.object({
  scale: z
    .number()
    .meta({ description: 'What every weight of the curve is multiplied by: 0 removes, 1 changes nothing.' }),
  nll: z.array(Nll).min(1),
  perplexity: z.number().nullable().meta({
    description: 'exp of the mean of `nll`; null where that is not finite, and then `ratio.infinite` is true.',
  }),
  ratio: RatioRecord.meta({
    description: 'Perplexity over that of the intact model, with the bootstrap interval over windows.',
  }),
})
export type DosePoint = z.infer<typeof Point>

const Restored = Point.extend({
  undone: z
    .number()
    .nullable()
    .meta({ description: "Share of the removal's damage that is undone: 1 - ln R(restored) / ln R(removed)." }),
  undone_missing: z.string().nullable().meta({ description: 'Why `undone` is null.' }),
})
export type Restored = z.infer<typeof Restored>

/** A weight as a report names it, with the value it has in the checkpoint. */
const Member = Report.shape.members.element
  .pick({ tensor: true, row: true, col: true, layer: true, expert: true, output_channel: true, input_neuron: true })
  .extend({ value: z.number() })

/** Perplexity as a function of what some weights are multiplied by. What `superweights dose --json` prints; no report, and no verdict follows from it. */
export const DoseCurve = z
  .object({
    schema_version: z.literal(1),
    checkpoint: Report.shape.checkpoint.pick({ repo: true, commit: true, family: true, layers: true, dtype: true }),
    members: z.array(Member).min(1),
    corpus: z.object({ id: z.string(), revision: z.string(), sha256: z.string() }),
    grade: z.enum(GRADES),
    windows: z.int().positive(),
    window_tokens: z.int().positive(),
    starts_with_bos: z.boolean(),
    token_ids_sha256: z.string().meta({ description: 'SHA-256 of the window token ids as little-endian int32.' }),
    points: z.array(Point).min(2).meta({ description: 'By scale, lowest first; scale 1 is the intact model.' }),
    restored: Restored.nullable().meta({
      description:
        'All weights removed, but each left as it is at the one token of a window at which it adds most; null where that was not asked for.',
    }),
    bootstrap: z.object({ resamples: z.int().positive(), interval: z.number(), seed: z.int() }),
    verifier: Report.shape.verifier,
  })
  .meta({ id: 'DoseCurve' })
export type DoseCurve = z.infer<typeof DoseCurve>

/** The JSON Schema (draft 2020-12) of a curve, made from the one that every curve is checked with. */
export function doseJsonSchema() {
  return {
    title: 'Dose curve of some weights',
    ...z.toJSONSchema(DoseCurve, { target: 'draft-2020-12', io: 'output' }),
  }
}
