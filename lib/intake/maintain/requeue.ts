import { parseCoordinate } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { enqueue } from '@/lib/jobs/queue'
import type { Submission } from '@/prisma/generated/client'
import { byAccount } from '../actor'
import { unpinnedKeyOf } from '../claim-key'
import { reopen } from '../earlier-submission'
import type { Order } from './order'

/**
 * Reopens a submission that was blocked or failed: a worker reads its checkpoint again, and it enters the queue like a new one. Where the same claim was
 * sent meanwhile, that reading ends this one as its duplicate. @throws IllegalChange
 */
export async function queueAgain(tx: Db, submission: Submission, { account, reason }: Order): Promise<void> {
  const { id, repo, revision, coordinates } = submission
  const said = { code: 'queued-again', text: `Queued again by ${account.handle}, a maintainer: ${reason}` } as const
  const key = unpinnedKeyOf(repo, revision, coordinates.map(parseCoordinate))
  const isFree = (await tx.submission.findUnique({ where: { claimKey: key }, select: { id: true } })) === null
  await reopen(tx, submission, said, byAccount(account), isFree ? key : null)
  await enqueue(tx, JOBS.screen, { submission_id: id })
}
