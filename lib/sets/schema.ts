import { z } from 'zod'
import { challengeFields } from '@/lib/challenges/record-schema'
import { ClaimRecord } from '@/lib/claims/schema'
import { EffectRecord } from '@/lib/effects/schema'
import { Level, WEIGHT_SORTS, WeightQuery } from '@/lib/weights/schema'
import { ReportSummary } from '@/lib/reports/schema'
import { SetId, WeightId } from '@/lib/ids'
import { Commit, Missing, Repo, Time } from '@/lib/http/common-schema'
import { RatioRecord, WeightClass } from '@/lib/protocol'

/** Up to 8 coordinates of one model at one commit, claimed together. */
export const SetRecord = z
  .object({
    schema_version: z.literal(2),
    id: SetId,
    version: z.int().positive(),
    url: z.string(),
    repo: Repo,
    commit: Commit.nullable().meta({
      description: 'Null until its members are submitted together: publications name no commit.',
    }),
    members: z.array(
      z.object({
        id: WeightId,
        tensor: z.string(),
        row: z.int().nonnegative(),
        col: z.int().nonnegative(),
        value: z.number().nullable(),
        alone: RatioRecord.nullable().meta({ description: 'Damage of this member alone, from the latest report.' }),
        without: RatioRecord.nullable().meta({ description: 'Damage of all the others.' }),
        redundant: z.boolean(),
      }),
    ),
    level: Level,
    class: WeightClass.nullable(),
    verified: z.boolean(),
    claims: z.array(ClaimRecord).meta({ description: 'What publications say about the set as a whole.' }),
    effects: z.array(EffectRecord).meta({
      description: 'What others measured with members of it removed, and nothing else. Never measured here.',
    }),
    reports: z.array(ReportSummary),
    ...challengeFields,
    missing: Missing,
    created_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Set' })
export type SetRecord = z.infer<typeof SetRecord>

/** As weights are sorted, but for the layer: members may be of several. */
export const SET_SORTS = WEIGHT_SORTS.filter((sort) => sort !== 'layer')

/** Filters of the list: the page's URL and the API's query are the same. */
export const SetQuery = WeightQuery.pick({
  model: true,
  class: true,
  level: true,
  repo: true,
  withdrawn: true,
  order: true,
  limit: true,
  cursor: true,
}).extend({ sort: z.enum(SET_SORTS).default('id') })
export type SetQuery = z.infer<typeof SetQuery>

export const SetExportQuery = SetQuery.omit({ limit: true, cursor: true })
export type SetExportQuery = z.infer<typeof SetExportQuery>
