import { suffices } from '@/lib/accounts/auth'
import { readerOf } from '@/lib/accounts/authorise'
import { LOCAL } from '@/lib/accounts/local'
import { challengeAfter, type ChallengeAct } from '@/lib/challenges/life'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import { MAY_ACT } from './answer-challenge'

/** What can be done, as its button says it; the first is the most frequent. */
const WORDS: readonly (readonly [ChallengeAct, string])[] = [
  ['commented', 'Comment'],
  ['verified-again', 'Verify it again'],
  ['upheld', 'Uphold the record'],
  ['withdrawn', 'Withdraw the record'],
  ['retracted', 'Take the challenge back'],
]

/** What the sender of a request may do with a challenge as it is now, with the words of its button. */
export async function offeredTo(
  request: Request,
  { state, account }: ChallengeRecord,
): Promise<(readonly [string, string])[]> {
  const reader = await readerOf(request)
  if (reader === null) return []
  const { rights } = reader
  const own = (reader.account ?? LOCAL).handle === account
  const reviews = rights.roles.some((role) => role !== 'submitter')
  return WORDS.filter(([act]) => {
    if (!suffices(rights, MAY_ACT[act]) || !('to' in challengeAfter(state, act))) return false
    if (act === 'retracted') return own
    return act !== 'commented' || own || reviews
  })
}
