import { parseCoordinate, printStored } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { byAccount, storedActor } from '@/lib/intake/actor'
import { storedReason } from '@/lib/intake/change-status'
import { claimKeyOf, unpinnedKeyOf } from '@/lib/intake/claim-key'
import { printId } from '@/lib/ids'
import { JOBS } from '@/lib/jobs'
import { enqueue } from '@/lib/jobs/queue'
import { isEnded } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import type { Account, Challenge } from '@/prisma/generated/client'
import type { Challenged } from './challenged'

/**
 * Queues another run of a challenged record, at its commit: a submission of the maintainer's, by which nobody claims anything. It takes the place of the
 * one that was judged, whose verdict stays.
 * @throws AppError 409 `not-now` while a run of the same claim is under way
 */
export async function verifyAgain(
  tx: Db,
  { id: challengeId }: Challenge,
  challenged: Challenged,
  { account }: { readonly account: Account },
): Promise<void> {
  const { repo, commit } = challenged
  const coordinates = await coordinatesOf(tx, challenged)
  const typed = coordinates.map(printStored)
  const claimKey =
    commit === null ? unpinnedKeyOf(repo, null, typed.map(parseCoordinate)) : claimKeyOf(repo, commit, coordinates)
  await release(tx, claimKey)
  const text = `Verified again because of ${printId('challenge', challengeId)}.`
  const { id } = await tx.submission.create({
    data: {
      accountId: account.id,
      challengeId,
      repo,
      revision: commit,
      coordinates: typed,
      claimKey,
      ...storedReason('received', { code: null, text }),
      ...storedActor(byAccount(account)),
    },
  })
  await enqueue(tx, JOBS.screen, { submission_id: id })
}

async function coordinatesOf(tx: Db, { subject }: Challenged) {
  const place = { tensor: true, row: true, col: true } as const
  if (subject.weightId !== null)
    return [await tx.weight.findUniqueOrThrow({ where: { id: subject.weightId }, select: place })]
  const members = await tx.setMember.findMany({
    where: { setId: subject.setId },
    include: { weight: { select: place } },
    orderBy: { position: 'asc' },
  })
  return members.map(({ weight }) => weight)
}

/** Lets another submission have the key of the claim. @throws AppError 409 `not-now` */
async function release(tx: Db, claimKey: string): Promise<void> {
  const same = await tx.submission.findUnique({ where: { claimKey } })
  if (!same) return
  const status = statusOf(same.status)
  if (!isEnded(status))
    throw new AppError({
      status: 409,
      code: 'not-now',
      detail: `${printId('submission', same.id)} verifies it now (${status}): wait for its verdict. Nothing was changed.`,
    })
  await tx.submission.update({ where: { id: same.id }, data: { claimKey: null } })
}
