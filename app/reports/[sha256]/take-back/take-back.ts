import { type Attempt, attempt } from '@/app/attempt'
import { MAY_DECIDE } from '@/app/who-may-write'
import { ChallengeAnswer } from '@/lib/challenges/schema'
import { invalidInput } from '@/lib/http/problem'
import { withdrawReproduction } from '@/lib/reproductions/withdraw'

/** Takes a signed run back, for the reason that the page's form says. */
export function takeBack(request: Request, sha256: string, text: string): Promise<Attempt<void>> {
  return attempt(MAY_DECIDE, request, async ({ account }) => {
    const read = ChallengeAnswer.safeParse({ text })
    if (!read.success) throw invalidInput(read.error)
    await withdrawReproduction(sha256, read.data.text, account)
  })
}
