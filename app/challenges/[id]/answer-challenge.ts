import { attempt } from '@/app/attempt'
import { MAY_CHALLENGE, MAY_DECIDE } from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import type { AccountAuth } from '@/lib/accounts/auth'
import { ACT_NAMES, type ChallengeAct } from '@/lib/challenges/life'
import { ChallengeAnswer } from '@/lib/challenges/schema'
import { AppError } from '@/lib/errors/app-error'
import { invalidInput } from '@/lib/http/problem'
import { actOnChallenge } from '@/lib/review/act'

/** What each act needs, as the API's routes declare it. */
export const MAY_ACT: Readonly<Record<ChallengeAct, AccountAuth>> = {
  commented: MAY_CHALLENGE,
  retracted: MAY_CHALLENGE,
  'verified-again': MAY_DECIDE,
  upheld: MAY_DECIDE,
  withdrawn: MAY_DECIDE,
}

/** Does with a challenge what its page's form says; resolves to why not, or null. */
export async function answerChallenge(
  request: Request,
  id: string,
  what: string,
  text: string,
): Promise<Problem | null> {
  const act = ACT_NAMES.find((one) => one === what)
  const done = await attempt(act === undefined ? MAY_CHALLENGE : MAY_ACT[act], request, async ({ account }) => {
    if (act === undefined)
      throw new AppError({ status: 422, code: 'invalid-input', detail: 'Choose what to do with the challenge.' })
    const read = ChallengeAnswer.safeParse({ text })
    if (!read.success) throw invalidInput(read.error)
    await actOnChallenge(id, act, { account, text: read.data.text })
  })
  return 'problem' in done ? done.problem : null
}
