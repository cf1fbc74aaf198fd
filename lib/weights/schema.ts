import { z } from 'zod'
import { challengeFields } from '@/lib/challenges/record-schema'
import { ClaimRecord } from '@/lib/claims/schema'
import { EffectRecord } from '@/lib/effects/schema'
import { FACET_PARAMETERS } from '@/lib/facets/schema'
import { CLAIM_UNITS } from '@/lib/claims/common-schema'
import { listParameter } from '@/lib/list-parameter'
import { ReportSummary } from '@/lib/reports/schema'
import { SetId, WeightId } from '@/lib/ids'
import { Commit, CursorText, Missing, Repo, searchText, Time } from '@/lib/http/common-schema'
import { WeightClass } from '@/lib/protocol'
import { COLUMNS } from './columns'
import { wholeNumber } from '@/lib/whole-number'

export const LEVEL_WORDS = ['claimed', 'present', 'reproduced', 'replicated', 'corroborated'] as const

/** The lowest evidence level of a coordinate that this registry has reproduced. */
export const VERIFIED_FROM = 2

/** The evidence level, computed from claims and reports (protocol.md, section 5). */
export const Level = z.object({
  number: z.int().min(0).max(4),
  word: z.enum(LEVEL_WORDS),
  reasons: z.array(z.string()).min(1),
  conflicting: z.boolean().meta({ description: 'Reports disagree. All are shown; nothing is averaged.' }),
})
export type Level = z.infer<typeof Level>

/** The same scalar in the notation of several programs. */
export const Spellings = z.object({
  stored: z.string().meta({ example: 'model.layers.2.mlp.down_proj.weight[3968, 7003]' }),
  paper: z.string().meta({ example: 'layers[2].mlp.down_proj.weight[3968, 7003]' }),
  transformers: z.string().nullable().meta({ description: 'Null if the sources describe the tensor in words.' }),
  state_dict: z.string().nullable(),
  gguf: z.string().nullable(),
})
export type Spellings = z.infer<typeof Spellings>

/** A coordinate's record, for list rows, pages and `GET /weights/{id}`. */
export const WeightRecord = z
  .object({
    schema_version: z.literal(2),
    id: WeightId,
    version: z.int().positive(),
    url: z.string(),
    repo: Repo,
    commit: Commit.nullable(),
    gated: z.literal(true).optional().meta({
      description: 'The checkpoint is gated on the Hub: only users with access can read it there. Absent otherwise.',
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
      description: 'Class of the claim in which it was accepted or judged; B means as a member of a set.',
    }),
    verified: z.boolean().meta({ description: 'This registry reproduced it (level 2 or higher).' }),
    published_as_negative: z.boolean().meta({
      description:
        'Publications report that removing it does little or no damage. It is not a published super weight and not counted as one.',
    }),
    disputed: z.boolean().meta({ description: 'A source gives another coordinate in its place.' }),
    rivals: z
      .array(z.object({ id: WeightId, tensor: z.string(), row: z.int(), col: z.int() }))
      .meta({ description: 'The coordinates given in its place.' }),
    claims: z.array(ClaimRecord).meta({
      description: 'Claims about the coordinate itself, then those about its channel, neuron or expert.',
    }),
    effects: z
      .array(EffectRecord)
      .meta({ description: 'What others measured with it removed, alone or with others. Never measured here.' }),
    sets: z.array(z.object({ id: SetId, class: WeightClass.nullable() })),
    reports: z.array(ReportSummary),
    ...challengeFields,
    missing: Missing,
    created_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Weight' })
export type WeightRecord = z.infer<typeof WeightRecord>

export const WEIGHT_SORTS = ['id', 'model', 'layer', 'class', 'level'] as const

/** Filters of the index: the page's URL and the API's query are the same. */
export const WeightQuery = z.object({
  model: searchText(200).optional().meta({ description: 'Repo, or part of its name.' }),
  layer: wholeNumber(0, 9999).optional(),
  ...FACET_PARAMETERS,
  repo: searchText(200).optional().meta({ description: 'Exactly this repo.', example: 'huggyllama/llama-7b' }),
  withdrawn: z
    .enum(['true'])
    .optional()
    .meta({ description: 'Withdrawn records alone, which are left out otherwise.' }),
  sort: z.enum(WEIGHT_SORTS).default('id'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type WeightQuery = z.infer<typeof WeightQuery>

const ColumnsParameter = listParameter(z.enum(COLUMNS), {
  description: 'Columns beside the record and its coordinate; without it all of them.',
  example: ['class', 'level'],
})

/** What a download of the index takes: its filters and order, and the columns. */
export const WeightExportQuery = WeightQuery.omit({ limit: true, cursor: true }).extend({ columns: ColumnsParameter })
export type WeightExportQuery = z.infer<typeof WeightExportQuery>

/** What the page of the index takes beside the list's query: how to show it. */
export const WeightIndexQuery = WeightQuery.extend({
  unit: listParameter(z.enum(CLAIM_UNITS), { description: 'Weights are scalars; claims may name other units.' }),
  group: z.enum(['model']).optional(),
  columns: ColumnsParameter,
})
export type WeightIndexQuery = z.infer<typeof WeightIndexQuery>
