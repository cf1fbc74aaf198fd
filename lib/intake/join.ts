import type { Db } from '@/lib/db'
import { parseId, printId } from '@/lib/ids'
import { matchesStored } from '@/lib/protocol'
import { recordsChanged } from '@/lib/records/renew'
import { ScreenedCoordinate } from '@/lib/submissions/schema'
import type { Submission } from '@/prisma/generated/client'
import { makeClaims, WITH_JOINS } from './make-claims'

/** An account and its words about what it claims. */
export interface Joining {
  readonly accountId: number
  readonly source: string | null
  readonly note: string | null
  readonly value: number | null
}

/**
 * Lets an account join the submission of the same claim: it waits for the same run, and has a claim of its own on the records. Where the checkpoint was
 * read, the transaction must hold `lockModel`. The submitter, and whoever has joined before, stay with what they said first; a search claims nothing.
 * @returns whether it joined now
 */
export async function join(tx: Db, same: Submission, joining: Joining): Promise<boolean> {
  const { accountId, source, note, value } = joining
  if (same.accountId === accountId || same.coordinates.length === 0) return false
  const screened = ScreenedCoordinate.array().parse(same.screened ?? [])
  if (value !== null && screened.some((one) => !matchesStored(value, one.value, one.dtype))) return false
  const row = { submissionId: same.id, accountId, source, note, claimedValue: value }
  const { count } = await tx.submissionJoin.createMany({ data: [row], skipDuplicates: true })
  if (count === 0) return false
  if (same.commit !== null && screened.length > 0) await claimRecords(tx, same, screened)
  return true
}

/** What was read before gets its claims at once; what was not, when it enters the queue. */
async function claimRecords(tx: Db, same: Submission, screened: readonly ScreenedCoordinate[]): Promise<void> {
  const { id, repo, commit } = same
  const weights = screened.flatMap(({ weight }) => (weight === null ? [] : (parseId('weight', weight) ?? [])))
  if (commit === null || weights.length === 0) return
  const { id: modelId } = await tx.model.findUniqueOrThrow({ where: { repo }, select: { id: true } })
  const joined = await tx.submission.findUniqueOrThrow({ where: { id }, include: WITH_JOINS })
  await makeClaims(tx, joined, { modelId, commit, weights })
  await recordsChanged(
    tx,
    { modelId, weights, sets: [] },
    `Another account claims it too: ${printId('submission', id)}.`,
  )
}
