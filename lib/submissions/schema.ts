import { z } from 'zod'
import { MAX_COORDINATE_LENGTH } from '@/lib/coordinates'
import { Commit, CursorText, Missing, Repo, searchText, Time } from '@/lib/http/common-schema'
import { ChallengeId, SetId, SubmissionId, WeightId } from '@/lib/ids'
import { LANES } from '@/lib/jobs/lanes'
import { CURRENT_PROTOCOL, FindResult, Sha256, STATUSES, Verdict } from '@/lib/protocol'
import { ChangedBy } from './changed-by'
import { wholeNumber } from '@/lib/whole-number'

/** Enough for a careful remark; longer texts should be linked. */
export const MAX_NOTE_LENGTH = 4_000

/** Input of `POST /api/v1/submissions` and of the form. */
export const SubmissionInput = z
  .strictObject({
    repo: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .meta({ description: '`org/name` or a pasted Hub URL.', example: 'demo/tiny-single' }),
    revision: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Branch, tag or commit; pinned to its commit on receipt. Default: the main branch.' }),
    coordinates: z
      .array(z.string().min(1).max(MAX_COORDINATE_LENGTH))
      .min(1)
      .max(CURRENT_PROTOCOL.document.set_max_members)
      .optional()
      .meta({
        description:
          'One coordinate, or up to 8 claimed together as a set. `layers[2].mlp.down_proj.weight[3968, 7003]`, `model.layers.2.mlp.down_proj.weight[3968,7003]` or `2:3968:7003`. Omit it to have the checkpoint searched for super weights.',
      }),
    source: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({ description: 'Where the claim comes from: a link or a citation.' }),
    note: z.string().max(MAX_NOTE_LENGTH).optional().meta({
      description:
        'Markdown: pages show emphasis, code, lists, quotes and links to the web, and everything else as text.',
    }),
    value: z
      .number()
      .optional()
      .meta({ description: 'The value you read, for a single coordinate; compared with the stored bits.' }),
  })
  .meta({ id: 'SubmissionInput' })
export type SubmissionInput = z.infer<typeof SubmissionInput>

/** Repos that may be meant by a misspelt name. */
export const Suggestions = z.array(Repo).meta({
  description: 'Where the Hub has no repo of this name: those that may be meant, the likeliest first.',
})

/** One coordinate as screening found it: both readings and the stored value. */
export const ScreenedCoordinate = z.object({
  tensor: z.string(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  layer: z.int().nonnegative(),
  expert: z.int().nonnegative().nullable(),
  output_channel: z.int().nonnegative(),
  input_neuron: z.int().nonnegative(),
  shape: z.tuple([z.int().positive(), z.int().positive()]),
  dtype: z.string(),
  value: z.number(),
  bits: z.string(),
  weight: WeightId.nullable().meta({ description: 'The record it belongs to, once there is one.' }),
})
export type ScreenedCoordinate = z.infer<typeof ScreenedCoordinate>

/** The verifier's latest progress event. */
export const Progress = z.object({
  stage: z.string().meta({ example: 'detection' }),
  done: z.number().nonnegative(),
  total: z.number().positive(),
  message: z.string(),
  fraction: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .meta({ description: 'Share of the whole run that is done, as estimated; it never falls within a run.' }),
  at: Time,
})
export type Progress = z.infer<typeof Progress>

export const SubmissionRecord = z
  .object({
    schema_version: z.literal(1),
    id: SubmissionId,
    url: z.string(),
    kind: z.enum(['claim', 'search']).meta({
      description: 'A claim about coordinates ends with a verdict; a search for super weights ends as `searched`.',
    }),
    status: z.enum(STATUSES),
    reason: z
      .object({ code: z.string().nullable(), text: z.string() })
      .nullable()
      .meta({ description: 'Why it is in this state, and what to do.' }),
    suggestions: Suggestions,
    account: z.string(),
    repo: Repo,
    revision: z.string().nullable(),
    commit: Commit.nullable(),
    family: z.string().nullable(),
    coordinates: z.array(z.string()).meta({ description: 'As typed; none for a search.' }),
    screened: z.array(ScreenedCoordinate).nullable().meta({ description: 'As found in the checkpoint.' }),
    claimed_value: z.number().nullable(),
    source: z.string().nullable(),
    note: z.string().nullable(),
    joined: z
      .array(
        z.object({
          account: z.string(),
          source: z.string().nullable(),
          note: z.string().nullable(),
          claimed_value: z.number().nullable(),
          at: Time,
        }),
      )
      .meta({ description: 'Other accounts that claim the same, each in its own words.' }),
    history: z.array(
      z.object({
        status: z.enum(STATUSES),
        reason_code: z.string().nullable(),
        reason: z.string(),
        at: Time,
        by: ChangedBy,
      }),
    ),
    reviews: z
      .array(
        z.object({
          by: z.string().meta({ description: 'Handle of a reviewer.' }),
          text: z.string().meta({ description: 'What they saw. Markdown.' }),
          at: Time,
        }),
      )
      .meta({ description: 'Reviewers who have looked at it. A verdict never depends on them.' }),
    challenge: ChallengeId.nullable().meta({
      description: 'The challenge for which it verifies a record again: then nobody claims anything by it.',
    }),
    queue: z
      .object({
        lane: z.enum(LANES).meta({ description: 'Models of one size wait for each other only.' }),
        position: z.int().positive().meta({ description: 'Place in the lane; 1 is next.' }),
        prioritised: z.boolean().meta({ description: 'Whether a maintainer put it before all others.' }),
        starts_in_seconds: z.int().nonnegative().meta({ description: 'Estimated.' }),
        estimate_seconds: z.int().nonnegative().meta({ description: 'Estimated time to its outcome.' }),
      })
      .nullable()
      .meta({ description: 'While waiting: its place in the queue.' }),
    progress: Progress.nullable(),
    attempts: z.int().nonnegative(),
    report: Sha256.nullable(),
    verdict: Verdict.nullable(),
    search: FindResult.nullable().meta({
      description: 'What a search found. Each answer is a claim that anybody may submit.',
    }),
    weights: z.array(WeightId),
    set: SetId.nullable(),
    missing: Missing,
    created_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Submission' })
export type SubmissionRecord = z.infer<typeof SubmissionRecord>

export const SubmissionQuery = z.object({
  status: z.enum(STATUSES).optional(),
  repo: searchText(200).optional(),
  account: searchText(60).optional().meta({ description: 'Exactly this handle.', example: 'local' }),
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type SubmissionQuery = z.infer<typeof SubmissionQuery>
