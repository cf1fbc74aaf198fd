import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import type { AccountAuth } from '@/lib/accounts/auth'
import { getChallenge } from '@/lib/challenges/get'
import type { ChallengeAct } from '@/lib/challenges/life'
import { ChallengeAnswer, ChallengeRecord } from '@/lib/challenges/schema'
import type { Route } from '@/lib/http/declaration'
import { route } from '@/lib/http/route'
import { actOnChallenge } from '@/lib/review/act'
import { MAX_BODY_BYTES } from '../limits'

interface ActRoute {
  readonly act: ChallengeAct
  readonly auth: AccountAuth
  readonly name: string
  readonly path: string
  readonly summary: string
  readonly description: string
}

/** A route by which somebody does something with a challenge, with a public text. */
export function actRoute({ act, auth, ...facts }: ActRoute): Route {
  return route({
    ...facts,
    method: 'POST',
    auth,
    params: z.object({ id: z.string().meta({ example: 'CH-000001' }) }),
    body: ChallengeAnswer,
    limits: { maxBodyBytes: MAX_BODY_BYTES },
    response: { 200: { description: 'The challenge, with what was done.', schema: ChallengeRecord } },
    problems: [404, 409],
    cache: 'never',
    async handler({ params, body, account }) {
      const id = idOr404('challenge', params.id)
      await actOnChallenge(id, act, { account, text: body.text })
      return { body: foundOr404(await getChallenge(id), `There is no challenge ${id}.`) }
    },
  })
}
