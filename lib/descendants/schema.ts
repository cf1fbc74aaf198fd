import { z } from 'zod'
import { Commit, Repo, Time } from '@/lib/http/common-schema'
import { WeightId } from '@/lib/ids'
import { COMPARISONS } from '@/lib/keep/answers/schema'

/** How often they are read: uploads change rarely, and the Hub is asked some hundred times for one model. */
export const REFRESH_DAYS = 7

/** A verified coordinate of the model, and the value that is compared. */
export const ComparedWeight = z.object({
  weight: WeightId,
  tensor: z.string(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  layer: z.int().nonnegative(),
  value: z.number(),
  dtype: z.string().nullable(),
  bits: z.string().nullable(),
})
export type ComparedWeight = z.infer<typeof ComparedWeight>

export const DescendantValue = z.object({
  weight: WeightId,
  value: z.number(),
  dtype: z.string(),
  bits: z.string(),
  compared: z.enum(COMPARISONS).meta({
    description:
      'same-bits: stored bit for bit. same-value: the same number in another type. drifted: another number. gone: less than a hundredth of it.',
  }),
  change: z
    .number()
    .nullable()
    .meta({ description: '`value` / that of the model - 1: 0.036 is 3.6 % more. Null where that one is 0.' }),
  verified: z.boolean().meta({ description: 'This registry reproduced the coordinate in that model, too.' }),
})
export type DescendantValue = z.infer<typeof DescendantValue>

export const DescendantRecord = z.object({
  repo: Repo,
  commit: Commit.nullable(),
  read_at: Time,
  reason: z
    .object({ code: z.string(), text: z.string() })
    .nullable()
    .meta({ description: 'Why its values could not be read: it has another shape, is gated or quantised, ...' }),
  values: z.array(DescendantValue),
})
export type DescendantRecord = z.infer<typeof DescendantRecord>

/** What the models made from one store at its verified coordinates. */
export const DescendantsRecord = z
  .object({
    schema_version: z.literal(1),
    repo: Repo,
    lookup: z
      .object({
        state: z.enum(['waiting', 'running', 'done', 'failed']),
        to_read: z.int().nonnegative(),
        read: z.int().nonnegative(),
        passed_over: z
          .int()
          .nonnegative()
          .meta({ description: 'Adapters and quantised uploads: they hold no weight to compare.' }),
        more: z.boolean().meta({ description: 'The Hub lists more of them than are read.' }),
        reason: z.string().nullable(),
        asked_at: Time,
        finished_at: Time.nullable(),
      })
      .nullable()
      .meta({ description: 'The latest reading; null before the first one.' }),
    weights: z.array(ComparedWeight),
    items: z.array(DescendantRecord).meta({ description: 'Those that changed most first.' }),
  })
  .meta({ id: 'Descendants' })
export type DescendantsRecord = z.infer<typeof DescendantsRecord>
