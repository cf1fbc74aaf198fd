import { z } from 'zod'
import { SubmissionId } from '@/lib/ids'
import { Commit, Missing, Time } from '@/lib/http/common-schema'
import { CLAIM_POLARITIES, CLAIM_UNITS } from './common-schema'

/** A publication and what it says of this coordinate. */
export const ClaimSourceRecord = z.object({
  key: z.string().meta({ example: 'yu2024' }),
  citation: z.string(),
  url: z.string(),
  where: z.string().nullable(),
  stance: z.enum(['states', 'corroborates', 'contradicts']).meta({
    description:
      'states: gives the subject of the claim. corroborates: names only its channel, neuron or expert. contradicts: gives another one in its place.',
  }),
})
export type ClaimSourceRecord = z.infer<typeof ClaimSourceRecord>

/** The channel, neuron or expert that a claim names if it is not about a scalar. */
export const ClaimPlace = z.object({
  layer: z.int().nonnegative().nullable().meta({ description: 'From 0; null where the source gives none.' }),
  channel: z.int().nonnegative().nullable(),
  neuron: z.int().nonnegative().nullable(),
  expert: z.union([z.int().nonnegative(), z.literal('shared')]).nullable(),
})
export type ClaimPlace = z.infer<typeof ClaimPlace>

export const ClaimRecord = z
  .object({
    origin: z.enum(['literature', 'submission']),
    unit: z.enum(CLAIM_UNITS).meta({
      description: 'What the claim names. Only a scalar is a coordinate; a channel, neuron or expert corroborates.',
    }),
    polarity: z
      .enum(CLAIM_POLARITIES)
      .meta({ description: 'negative: its sources report that removing it does little or no damage.' }),
    place: ClaimPlace.nullable().meta({
      description: 'The channel, neuron or expert; null for a scalar, whose place is that of the record.',
    }),
    commit: Commit.nullable(),
    value: z.number().nullable(),
    value_source: z.string().nullable().meta({
      description: 'Key of the source that prints the value; null for a value from a submission.',
      example: 'grob2025',
    }),
    note: z.string().nullable(),
    sources: z.array(ClaimSourceRecord),
    submission: SubmissionId.nullable(),
    stated_at: Time,
    withdrawn_at: Time.nullable(),
    missing: Missing,
  })
  .meta({ id: 'Claim' })
export type ClaimRecord = z.infer<typeof ClaimRecord>
