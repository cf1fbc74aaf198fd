import { permissionsOf } from '@/lib/accounts/authorise'
import { challengeAfter, type ChallengeAct } from '@/lib/challenges/life'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import { whoAmI } from '@/lib/people/who-am-i'
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
  const [may, who] = [await permissionsOf(request), await whoAmI(request)]
  const own = who?.handle === account
  const reviews = who?.roles.some((role) => role !== 'submitter') ?? false
  return WORDS.filter(([act]) => {
    if (!may(MAY_ACT[act]) || !('to' in challengeAfter(state, act))) return false
    if (act === 'retracted') return own
    return act !== 'commented' || own || reviews
  })
}
