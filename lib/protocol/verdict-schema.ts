import { z } from 'zod'
import { CHECK_IDS } from './check-table'

/** What a check compares, as numbers. What it asks beside that, such as a rank, is only in its words. */
export const Gauge = z.object({
  measured: z.number().nullable().meta({ description: 'Null where it is not finite.' }),
  threshold: z.number(),
  passes: z.enum(['at-least', 'at-most']).meta({ description: 'On which side of the threshold the check passes.' }),
})
export type Gauge = z.infer<typeof Gauge>

export const Check = z.object({
  id: z.enum(CHECK_IDS),
  member: z
    .int()
    .nonnegative()
    .nullable()
    .meta({ description: 'Index of the member judged, or null for the claim as a whole.' }),
  passed: z.boolean(),
  measured: z.string().meta({ description: 'What was measured, in words and numbers.' }),
  expected: z.string().meta({ description: 'What the protocol asks.' }),
  gauge: Gauge.nullable().meta({
    description: 'The numbers that it compares. Null where it compares none, or could not measure it.',
  }),
})
export type Check = z.infer<typeof Check>

export const WeightClass = z.enum(['A', 'B', 'C', 'D'])
export type WeightClass = z.infer<typeof WeightClass>

/** A ratio that may be infinite travels as null with `infinite: true`: JSON has no infinity. */
export const RatioRecord = z.object({
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  infinite: z.boolean(),
})
export type RatioRecord = z.infer<typeof RatioRecord>

export const MemberVerdict = z.object({
  alone: RatioRecord.nullable(),
  without: RatioRecord.nullable().meta({ description: 'All members removed but this one.' }),
  redundant: z.boolean().meta({ description: 'Its presence changes nothing once the others are removed.' }),
  class: WeightClass.nullable().meta({
    description: 'Its class alone; null where a check failed at a ratio of 10 or more.',
  }),
})
export type MemberVerdict = z.infer<typeof MemberVerdict>

/** Computed from a report's raw numbers, never set by hand and never part of the report. */
export const Verdict = z
  .object({
    accepted: z.boolean(),
    class: WeightClass.nullable().meta({ description: 'Null where the ratio is 10 or more and a check failed.' }),
    grade: z.enum(['quick', 'standard', 'full']),
    damage: RatioRecord,
    intact_perplexity: z.number().nullable(),
    edited_perplexity: z.number().nullable(),
    control_ratio: z.number().nullable(),
    checks: z.array(Check),
    members: z.array(MemberVerdict),
    core: z.array(z.int().nonnegative()).nullable().meta({
      description:
        'Indices of the members that are needed, where others add nothing: what to claim instead. Null where every member is needed, and under swp-1.',
    }),
    crosses_class_border: z.boolean(),
    summary: z.string(),
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof Verdict>
