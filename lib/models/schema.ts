import { z } from 'zod'
import { ClaimRecord } from '@/lib/claims/schema'
import { Commit, CursorText, Missing, Repo, searchText, Time } from '@/lib/http/common-schema'
import { SetId, WeightId } from '@/lib/ids'
import { EffectRecord } from '@/lib/effects/schema'
import { CheckpointShape, WeightClass } from '@/lib/protocol'
import { wholeNumber } from '@/lib/whole-number'

/** Most records of one kind that a model's record lists: enough for every known model, and at most 100 kB. */
export const MAX_LISTED = 500
/** Most layers in a summary: enough to fill a table cell. */
export const MAX_SUMMARY_LAYERS = 20

const CheckpointRead = z.object({ commit: Commit, ...CheckpointShape.shape, gated: z.boolean(), read_at: Time })
export type CheckpointRead = z.infer<typeof CheckpointRead>

const counts = {
  weight_count: z.int().nonnegative().meta({ description: 'Coordinates on record.' }),
  verified_count: z
    .int()
    .nonnegative()
    .meta({ description: 'Of them, those that this registry reproduced (level 2 or higher).' }),
  set_count: z.int().nonnegative(),
}

/** A model in a list: counts, best class and level; its records are at `/api/v1/models/{org}/{name}`. */
export const ModelSummary = z
  .object({
    schema_version: z.literal(1),
    repo: Repo,
    url: z.string(),
    display_name: z.string().nullable(),
    ...counts,
    best_class: WeightClass.nullable(),
    best_level: z.int().min(0).max(4).nullable(),
    layers: z
      .array(z.int().nonnegative())
      .max(MAX_SUMMARY_LAYERS)
      .meta({ description: `Layers with a record, from the first; at most ${MAX_SUMMARY_LAYERS} of them.` }),
    checkpoint: CheckpointRead.nullable().meta({ description: 'The commit read last.' }),
    missing: Missing,
  })
  .meta({ id: 'ModelSummary' })
export type ModelSummary = z.infer<typeof ModelSummary>

/** A repo, the commits read, and its records. */
export const ModelRecord = z
  .object({
    schema_version: z.literal(2),
    version: z.int().positive(),
    repo: Repo,
    url: z.string(),
    display_name: z.string().nullable(),
    ...counts,
    checkpoints: z.array(CheckpointRead).meta({
      description: `Commits read by this registry, latest first, at most ${MAX_LISTED}; empty for a model known only from the literature.`,
    }),
    weights_url: z.string().meta({
      description: 'All its weights, paginated.',
      example: '/api/v1/weights?repo=huggyllama%2Fllama-7b&sort=layer',
    }),
    weights: z
      .array(
        z.object({
          id: WeightId,
          layer: z.int(),
          tensor: z.string(),
          row: z.int(),
          col: z.int(),
          level: z.int().min(0).max(4),
          class: WeightClass.nullable(),
          verified: z.boolean(),
          published_as_negative: z.boolean(),
        }),
      )
      .meta({ description: `By layer, at most the first ${MAX_LISTED}.` }),
    sets: z
      .array(z.object({ id: SetId, class: WeightClass.nullable(), members: z.array(WeightId) }))
      .meta({ description: `At most the first ${MAX_LISTED}.` }),
    claims: z.array(ClaimRecord).meta({
      description:
        'Claims about channels, neurons and experts of the model, which are not coordinates. Claims about coordinates are on their records.',
    }),
    effects: z.array(EffectRecord).meta({ description: 'Damages that others measured. Never measured here.' }),
    missing: Missing,
    created_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Model' })
export type ModelRecord = z.infer<typeof ModelRecord>

export const ModelQuery = z.object({
  search: searchText(200).optional().meta({ description: "Part of the repo's name." }),
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type ModelQuery = z.infer<typeof ModelQuery>

export const ModelExportQuery = ModelQuery.omit({ limit: true, cursor: true })
export type ModelExportQuery = z.infer<typeof ModelExportQuery>
