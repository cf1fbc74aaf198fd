import { getChallenge } from '@/lib/challenges/get'
import type { ChallengeInput, ChallengeRecord } from '@/lib/challenges/schema'
import { storedReason } from '@/lib/challenges/stored'
import { subjectOf } from '@/lib/challenges/subject'
import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { writeTransaction } from '@/lib/intake/writing-limit'
import { printId } from '@/lib/ids'
import type { Account } from '@/prisma/generated/client'
import { challengedChanged, lockChallenged } from './challenged'

export interface Opened {
  readonly challenge: ChallengeRecord
  /** False where this account has an open challenge of the record: then that is `challenge`, unchanged. */
  readonly created: boolean
}

/**
 * Challenges a record: its next version shows it.
 * @throws AppError 404 `not-found`, 409 `already-ended` for a withdrawn record, 422 for text that cannot be stored
 */
export async function openChallenge(input: ChallengeInput, account: Account): Promise<Opened> {
  assertStorable(input)
  const { id, created } = await writeTransaction(async (tx) => {
    const challenged = await lockChallenged(tx, subjectOf(input.record), input.record)
    const { subject, withdrawn } = challenged
    if (withdrawn)
      throw new AppError({
        status: 409,
        code: 'already-ended',
        detail: `${input.record} is withdrawn already. Nothing was stored.`,
      })
    const known = await tx.challenge.findFirst({ where: { ...subject, accountId: account.id, state: 'open' } })
    if (known) return { id: known.id, created: false }
    const reason = storedReason(input.reason)
    const { id } = await tx.challenge.create({ data: { ...subject, accountId: account.id, reason, text: input.text } })
    await challengedChanged(tx, challenged, `${printId('challenge', id)} was opened.`)
    return { id, created: true }
  })
  const challenge = await getChallenge(printId('challenge', id))
  if (!challenge) throw new RangeError(`Challenge ${id} was stored but does not exist.`)
  return { challenge, created }
}
