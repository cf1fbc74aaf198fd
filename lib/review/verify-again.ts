import { parseCoordinate, printStored } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { byAccount, storedActor } from '@/lib/intake/actor'
import { storedReason } from '@/lib/intake/change-status'
import { claimKeyOf, unpinnedKeyOf } from '@/lib/intake/claim-key'
import { printId } from '@/lib/ids'
import { JOBS } from '@/lib/jobs'
import { enqueue } from '@/lib/jobs/queue'
import { isEnded, type Status, STATUSES } from '@/lib/protocol'
import { statusOf, storedStatus } from '@/lib/submissions/status'
import type { Account, Challenge } from '@/prisma/generated/client'
import type { Challenged } from './challenged'

/**
 * Queues another run of a challenged record, at its commit: a submission of the maintainer's, by which nobody claims anything. It has no key of a claim, so
 * that who sends the claim is led to the submission that was judged, whose verdict stays.
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
  await assertNoneRuns(tx, claimKey, challenged)
  const text = `Verified again because of ${printId('challenge', challengeId)}.`
  const { id } = await tx.submission.create({
    data: {
      accountId: account.id,
      challengeId,
      repo,
      revision: commit,
      coordinates: typed,
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

/** One run of a record at a time: a second would say the same. @throws AppError 409 `not-now` */
async function assertNoneRuns(tx: Db, claimKey: string, { subject }: Challenged): Promise<void> {
  const running = await tx.submission.findFirst({
    where: { OR: [{ claimKey }, { challenge: subject }], status: { in: STATUSES.filter(isLive).map(storedStatus) } },
    orderBy: { id: 'asc' },
  })
  if (running)
    throw new AppError({
      status: 409,
      code: 'not-now',
      detail: `${printId('submission', running.id)} verifies it now (${statusOf(running.status)}): wait for its verdict. Nothing was changed.`,
    })
}

const isLive = (status: Status) => !isEnded(status)
