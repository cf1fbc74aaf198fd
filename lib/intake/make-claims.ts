import type { Db } from '@/lib/db'
import type { Submission, SubmissionJoin } from '@/prisma/generated/client'

/** A submission with the accounts that joined it. */
export type JoinedSubmission = Submission & { readonly joins: readonly SubmissionJoin[] }

export const WITH_JOINS = { joins: { orderBy: { joinedAt: 'asc' } } } as const

export interface ReadWeights {
  readonly modelId: number
  readonly commit: string
  /** Keys of their records, as the submission names them. */
  readonly weights: readonly number[]
}

/** One account's words about what it claims. */
type Words = Pick<Submission, 'source' | 'note' | 'claimedValue'>

/**
 * Notes on each record that the submission claims it, and so does every account that joined it. Claims that were made before are
 * kept. By a run that answers a challenge nobody claims anything.
 */
export async function makeClaims(tx: Db, submission: JoinedSubmission, read: ReadWeights): Promise<void> {
  if (submission.challengeId !== null) return
  const own = claimsOf(submission.id, '', submission, read)
  const joined = submission.joins.flatMap((join) => claimsOf(submission.id, `:${join.accountId}`, join, read))
  await tx.claim.createMany({ skipDuplicates: true, data: [...own, ...joined] })
}

function claimsOf(id: number, by: string, words: Words, { modelId, commit, weights }: ReadWeights) {
  return weights.map((weightId, position) => ({
    key: `submission:${id}${by}:${position}`,
    origin: 'submission' as const,
    modelId,
    weightId,
    submissionId: id,
    commit,
    value: words.claimedValue,
    note: claimNote(words),
  }))
}

function claimNote({ source, note }: Words): string | null {
  const parts = [...(source === null ? [] : [`Source as given: ${source}`]), ...(note === null ? [] : [note])]
  return parts.length > 0 ? parts.join('\n\n') : null
}
