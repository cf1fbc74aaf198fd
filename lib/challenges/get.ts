import { db } from '@/lib/db'
import { parseId } from '@/lib/ids'
import { CHALLENGE_INCLUDE, challengeRecord } from './render'
import type { ChallengeRecord } from './schema'

/** A challenge as it is now, by its public id (`CH-000001`), or null when there is none. */
export async function getChallenge(id: string): Promise<ChallengeRecord | null> {
  const number = parseId('challenge', id)
  if (number === null) return null
  const row = await db.challenge.findUnique({ where: { id: number }, include: CHALLENGE_INCLUDE })
  return row && challengeRecord(row)
}
