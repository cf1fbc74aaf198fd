import { z } from 'zod'
import { Commit, Missing, Repo, Time, wholeNumber } from '@/lib/http/common-schema'
import { SetId, WeightId } from '@/lib/ids'
import { CheckpointShape, WeightClass } from '@/lib/protocol'

/** A repo with what was read of it, and the records in it. */
export const ModelRecord = z
  .object({
    schema_version: z.literal(1),
    repo: Repo,
    url: z.string(),
    display_name: z.string().nullable(),
    checkpoints: z.array(
      z.object({
        commit: Commit,
        ...CheckpointShape.shape,
        gated: z.boolean(),
        read_at: Time,
      }),
    ).meta({ description: 'Commits read by this registry, latest first; empty while only the literature speaks of the model.' }),
    weights: z.array(
      z.object({
        id: WeightId,
        layer: z.int(),
        tensor: z.string(),
        row: z.int(),
        col: z.int(),
        level: z.int().min(0).max(4),
        class: WeightClass.nullable(),
        verified: z.boolean(),
      }),
    ),
    sets: z.array(z.object({ id: SetId, class: WeightClass.nullable(), members: z.array(WeightId) })),
    missing: Missing,
  })
  .meta({ id: 'Model' })
export type ModelRecord = z.infer<typeof ModelRecord>

export const ModelQuery = z.object({
  search: z.string().max(200).optional().meta({ description: 'A part of the repo\'s name.' }),
  limit: wholeNumber(1, 200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ModelQuery = z.infer<typeof ModelQuery>
