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
  // Withdrawing a record decides all its open challenges; the first is the one that was answered.
  const [first] = rows
    .filter(({ state }) => state === 'withdrawn')
    .flatMap((row) => decisionOf(row) ?? [])
    .toSorted((a, b) => a.id - b.id)
  if (!first) return { challenges }
  const { at, text, challengeId } = first
  return {
    challenges,
    withdrawn: { at: at.toISOString(), reason: text, challenge: printId('challenge', challengeId) },
  }
}

/** The event that brought a challenge into its state; none while it is open. */
const decisionOf = ({ state, events }: Rows) => events.findLast(({ act }) => actOf(act) === state)

function summaryOf(row: Rows): ChallengeSummary {
  const { id, reason, text, state, createdAt } = row
  const name = printId('challenge', id)
  const decided = decisionOf(row)
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
