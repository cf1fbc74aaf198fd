import { z } from 'zod'
import { ClaimRecord } from '@/lib/claims/schema'
import { EffectRecord } from '@/lib/effects/schema'
import { ReportSummary } from '@/lib/reports/schema'
import { SetId, WeightId } from '@/lib/ids'
import { Commit, CursorText, Missing, Repo, searchText, Time } from '@/lib/http/common-schema'
import { WeightClass } from '@/lib/protocol'
import { wholeNumber } from '@/lib/whole-number'

export const LEVEL_WORDS = ['claimed', 'present', 'reproduced', 'replicated', 'corroborated'] as const

/** The evidence level from which on this registry has reproduced a coordinate. */
export const VERIFIED_FROM = 2

/** How sure the registry is, computed from claims and reports (protocol.md, section 5). */
export const Level = z.object({
  number: z.int().min(0).max(4),
  word: z.enum(LEVEL_WORDS),
  reasons: z.array(z.string()).min(1),
  conflicting: z.boolean().meta({ description: 'Reports disagree: all are shown, none is averaged.' }),
})
export type Level = z.infer<typeof Level>

/** The same scalar as programs write it. */
export const Spellings = z.object({
  stored: z.string().meta({ example: 'model.layers.2.mlp.down_proj.weight[3968, 7003]' }),
  paper: z.string().meta({ example: 'layers[2].mlp.down_proj.weight[3968, 7003]' }),
  transformers: z.string().nullable().meta({ description: 'Null where the sources describe the tensor in words.' }),
  state_dict: z.string().nullable(),
  gguf: z.string().nullable(),
})
export type Spellings = z.infer<typeof Spellings>

/** A coordinate's record: what a list row and a page's head need, and all of it in `GET /weights/{id}`. */
export const WeightRecord = z
  .object({
    schema_version: z.literal(2),
    id: WeightId,
    version: z.int().positive(),
    url: z.string(),
    repo: Repo,
    commit: Commit.nullable(),
    gated: z.literal(true).optional().meta({
      description:
        'The checkpoint is gated on the Hub: only who was granted access can read it there. Absent where it is not.',
    }),
    tensor: z.string(),
    row: z.int().nonnegative(),
    col: z.int().nonnegative(),
    shape: z.tuple([z.int().positive(), z.int().positive()]).nullable(),
    dtype: z.string().nullable(),
    layer: z.int().nonnegative(),
    expert: z.int().nonnegative().nullable(),
    output_channel: z.int().nonnegative(),
    input_neuron: z.int().nonnegative(),
    spellings: Spellings,
    value: z.number().nullable().meta({ description: 'Read from the checkpoint by this registry.' }),
    bits: z.string().nullable(),
    level: Level,
    class: WeightClass.nullable().meta({
      description: 'Class of the claim it was accepted or judged in; B means: as a member of a set.',
    }),
    verified: z.boolean().meta({ description: 'This registry reproduced it (level 2 or higher).' }),
    published_as_negative: z.boolean().meta({
      description:
        'What publications say of it is that removing it does no or little damage. It is no super weight of theirs and is counted as none.',
    }),
    disputed: z.boolean().meta({ description: 'A source gives another coordinate in its place.' }),
    rivals: z
      .array(z.object({ id: WeightId, tensor: z.string(), row: z.int(), col: z.int() }))
      .meta({ description: 'The coordinates given in its place.' }),
    claims: z.array(ClaimRecord).meta({
      description: 'Claims of the coordinate itself, then those of the channel, neuron or expert that it is in.',
    }),
    effects: z
      .array(EffectRecord)
      .meta({ description: 'What others measured with it removed, alone or with others. Never measured here.' }),
    sets: z.array(z.object({ id: SetId, class: WeightClass.nullable() })),
    reports: z.array(ReportSummary),
    missing: Missing,
    created_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Weight' })
export type WeightRecord = z.infer<typeof WeightRecord>

export const WEIGHT_SORTS = ['id', 'model', 'layer', 'class', 'level'] as const

/** Filters of the index: the page's URL and the API's query are the same. */
export const WeightQuery = z.object({
  model: searchText(200).optional().meta({ description: 'Repo, or a part of its name.' }),
  layer: wholeNumber(0, 9999).optional(),
  class: WeightClass.optional(),
  level: wholeNumber(0, 4).optional().meta({ description: 'Exactly this evidence level.' }),
  repo: searchText(200).optional().meta({ description: 'Exactly this repo.', example: 'huggyllama/llama-7b' }),
  sort: z.enum(WEIGHT_SORTS).default('id'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type WeightQuery = z.infer<typeof WeightQuery>
