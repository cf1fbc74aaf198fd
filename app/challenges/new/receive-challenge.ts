import { type Attempt, attempt } from '@/app/attempt'
import { MAY_CHALLENGE } from '@/app/who-may-write'
import type { ChallengeFields } from '@/components/challenges/form-state'
import { ChallengeInput } from '@/lib/challenges/schema'
import { invalidInput } from '@/lib/http/problem'
import { type Opened, openChallenge } from '@/lib/review/open-challenge'

/** Opens the challenge of a form. */
export function receiveChallenge(request: Request, fields: ChallengeFields): Promise<Attempt<Opened>> {
  return attempt(MAY_CHALLENGE, request, ({ account }) => {
    const read = ChallengeInput.safeParse({ ...fields, record: fields.record.trim() })
    if (!read.success) throw invalidInput(read.error)
    return openChallenge(read.data, account)
  })
}
