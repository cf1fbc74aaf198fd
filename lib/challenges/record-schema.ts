import { z } from 'zod'
import { ChallengeId } from '@/lib/ids'
import { Time } from '@/lib/timestamp'
import { CHALLENGE_STATES } from './life'
import { CHALLENGE_REASONS, type ChallengeReason } from './reasons'

export const ReasonCode = z.enum(Object.keys(CHALLENGE_REASONS) as [ChallengeReason, ...ChallengeReason[]])

/** A challenge as the record that it is about shows it. It names nobody: versions of records are kept, people may go. */
export const ChallengeSummary = z
  .object({
    id: ChallengeId,
    url: z.string(),
    reason: ReasonCode,
    text: z.string().meta({ description: 'In the words of the challenger. Markdown.' }),
    state: z.enum(CHALLENGE_STATES).meta({ description: '`upheld` and `withdrawn` are said of the record.' }),
    opened_at: Time,
    decision: z
      .object({ text: z.string().meta({ description: 'Markdown.' }), at: Time })
      .optional()
      .meta({ description: 'Why it was decided so. Absent while it is open.' }),
  })
  .meta({ id: 'ChallengeSummary' })
export type ChallengeSummary = z.infer<typeof ChallengeSummary>

/** What a record says of challenges to it. */
export const challengeFields = {
  challenges: z
    .array(ChallengeSummary)
    .min(1)
    .optional()
    .meta({ description: 'Challenges to the record, latest first. Absent where there was none.' }),
  withdrawn: z.object({ at: Time, reason: z.string(), challenge: ChallengeId }).optional().meta({
    description:
      'The record was withdrawn: do not use it. Lists and counts leave it out, and its id is never given to another. Absent otherwise.',
  }),
} as const
