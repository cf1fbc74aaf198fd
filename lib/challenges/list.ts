import { db } from '@/lib/db'
import { decodeCursor, encodeCursor } from '@/lib/http/cursor'
import { CHALLENGE_INCLUDE, challengeRecord } from './render'
import type { ChallengeQuery, ChallengeRecord } from './schema'
import { subjectOf } from './subject'

const ORDER = 'id:desc'

export interface ChallengePage {
  readonly items: ChallengeRecord[]
  readonly nextCursor: string | null
}

/**
 * One page of challenges, latest first.
 * @throws AppError 400 `bad-cursor`
 */
export async function listChallenges({
  state,
  record,
  account,
  limit,
  cursor,
}: ChallengeQuery): Promise<ChallengePage> {
  const before = cursor === undefined ? null : decodeCursor(ORDER, cursor).id
  // What names no record has no challenges.
  const subject = record === undefined ? {} : (subjectOf(record) ?? { weightId: -1 })
  const rows = await db.challenge.findMany({
    where: {
      ...subject,
      ...(state === undefined ? {} : { state }),
      ...(account === undefined ? {} : { account: { handle: account } }),
      ...(before === null ? {} : { id: { lt: before } }),
    },
    include: CHALLENGE_INCLUDE,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(challengeRecord),
    nextCursor: rows.length > limit && last ? encodeCursor(ORDER, { value: last.id, id: last.id }) : null,
  }
}
