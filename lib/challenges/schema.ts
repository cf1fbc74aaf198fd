import { z } from 'zod'
import { CursorText, Repo, Time } from '@/lib/http/common-schema'
import { ChallengeId, SetId, SubmissionId, WeightId } from '@/lib/ids'
import { STATUSES } from '@/lib/protocol/states'
import { wholeNumber } from '@/lib/whole-number'
import { ACT_NAMES, CHALLENGE_STATES, type ChallengeAct } from './life'
import { ReasonCode } from './record-schema'

/** As long as a note: room for numbers, a log's lines and links. */
export const MAX_CHALLENGE_LENGTH = 4_000
/** A shorter text gives nobody anything to check. */
export const MIN_CHALLENGE_LENGTH = 20

const RecordId = z
  .string()
  .meta({ description: 'A weight or a set. Case and leading zeros do not matter.', example: 'SW-000001' })

/** Input of a challenge: the API's body, and the form. */
export const ChallengeInput = z
  .strictObject({
    record: RecordId,
    reason: ReasonCode,
    text: z.string().trim().min(MIN_CHALLENGE_LENGTH).max(MAX_CHALLENGE_LENGTH).meta({
      description: 'What is wrong, and how you know. Markdown, public for good.',
      example: 'The checkpoint at this commit stores -0.0042 at [3968, 7003], not -1.09.',
    }),
  })
  .meta({ id: 'ChallengeInput' })
export type ChallengeInput = z.infer<typeof ChallengeInput>

/** Input of everything that is done with a challenge. */
export const ChallengeAnswer = z
  .strictObject({
    text: z.string().trim().min(3).max(MAX_CHALLENGE_LENGTH).meta({
      description: 'Why, for everybody to read. Markdown.',
      example: 'Read again at the commit: the value is -1.09, as the report says.',
    }),
  })
  .meta({ id: 'ChallengeAnswer' })

const handle = z.string().meta({ description: 'Handle of the account.', example: 'ada' })

/** A challenge with what happened to it. */
export const ChallengeRecord = z
  .object({
    schema_version: z.literal(1),
    id: ChallengeId,
    url: z.string(),
    record: z.object({
      id: z.union([WeightId, SetId]),
      url: z.string(),
      repo: Repo,
      title: z.string().meta({ description: 'What the record is about, in a few words.' }),
    }),
    reason: ReasonCode,
    text: z.string().meta({ description: 'Markdown.' }),
    account: handle,
    state: z.enum(CHALLENGE_STATES),
    history: z.array(
      z.object({
        act: z.enum(ACT_NAMES as [ChallengeAct, ...ChallengeAct[]]),
        text: z.string().meta({ description: 'Markdown.' }),
        by: handle,
        at: Time,
      }),
    ),
    runs: z
      .array(z.object({ id: SubmissionId, url: z.string(), status: z.enum(STATUSES), at: Time }))
      .meta({ description: 'Submissions that verify the record again because of it.' }),
    opened_at: Time,
    updated_at: Time,
  })
  .meta({ id: 'Challenge' })
export type ChallengeRecord = z.infer<typeof ChallengeRecord>

export const ChallengeQuery = z.object({
  state: z.enum(CHALLENGE_STATES).optional(),
  record: RecordId.optional(),
  account: z.string().trim().max(100).optional().meta({ description: 'Handle of the challenger.' }),
  limit: wholeNumber(1, 200).default(50),
  cursor: CursorText.optional(),
})
export type ChallengeQuery = z.infer<typeof ChallengeQuery>
