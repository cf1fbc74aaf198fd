import { printId } from '@/lib/ids'
import type { Prisma } from '@/prisma/generated/client'
import type { ChallengeSummary } from './record-schema'
import { actOf, reasonOf } from './stored'

/** The rows from which a record tells of challenges to it. */
export const CHALLENGES_OF_RECORD = {
  orderBy: { id: 'desc' },
  include: { events: { orderBy: { id: 'asc' } } },
} as const satisfies Prisma.Weight$challengesArgs

type Rows = Prisma.ChallengeGetPayload<{ include: typeof CHALLENGES_OF_RECORD.include }>

/** What a record says of challenges to it. */
export interface ChallengeFields {
  readonly challenges?: ChallengeSummary[]
  readonly withdrawn?: { at: string; reason: string; challenge: string }
}

export function challengeFieldsOf(rows: readonly Rows[]): ChallengeFields {
  if (rows.length === 0) return {}
  const challenges = rows.map(summaryOf)
  const withdrawal = challenges.find(({ state }) => state === 'withdrawn')
  if (!withdrawal?.decision) return { challenges }
  const { at, text } = withdrawal.decision
  return { challenges, withdrawn: { at, reason: text, challenge: withdrawal.id } }
}

function summaryOf({ id, reason, text, state, createdAt, events }: Rows): ChallengeSummary {
  const name = printId('challenge', id)
  const decided = state === 'open' ? undefined : events.findLast(({ act }) => actOf(act) === state)
  return {
    id: name,
    url: `/challenges/${name}`,
    reason: reasonOf(reason),
    text,
    state,
    opened_at: createdAt.toISOString(),
    ...(decided ? { decision: { text: decided.text, at: decided.at.toISOString() } } : {}),
  }
}
