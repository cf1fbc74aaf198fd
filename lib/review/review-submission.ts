import { z } from 'zod'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { parseId } from '@/lib/ids'
import type { Answer } from './act'

/** A few sentences. */
export const MAX_REVIEW_LENGTH = 2_000

/** Input of a review: the API's body, and the form. */
export const ReviewInput = z
  .strictObject({
    text: z.string().trim().min(3).max(MAX_REVIEW_LENGTH).meta({
      description: 'What you saw, for everybody to read. Markdown.',
      example: 'The norms of the tensor and the trace of the spike look as in the base model.',
    }),
  })
  .meta({ id: 'ReviewInput' })

/**
 * Notes that a reviewer has looked at a submission: it leaves the reviewers' queue. The caller has checked that the account may review.
 * @throws AppError 404 `not-found`
 */
export async function reviewSubmission(id: string, { account, text }: Answer): Promise<void> {
  assertStorable(text)
  const number = parseId('submission', id)
  const known = number === null ? null : await db.submission.findUnique({ where: { id: number }, select: { id: true } })
  if (!known) throw new AppError({ status: 404, code: 'not-found', detail: `There is no submission ${id}.` })
  await db.review.create({ data: { submissionId: known.id, accountId: account.id, text } })
}
