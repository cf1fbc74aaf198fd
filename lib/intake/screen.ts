import { parseCoordinate } from '@/lib/coordinates'
import { db, type Db } from '@/lib/db'
import { PATIENT } from '@/lib/hub/http/retry-policy'
import { readInProcess } from '@/lib/checkpoints/reading/read-in-process'
import { queue } from '@/lib/jobs/queue'
import { HUB_RETRY_MS } from '@/lib/jobs/queues'
import type { TargetOf } from '@/lib/protocol'
import { lockModel } from '@/lib/records/lock'
import type { Prisma, Submission } from '@/prisma/generated/client'
import { thisWorker } from './actor'
import { changeReason, changeStatus, type Reason } from './change-status'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { join } from './join'
import { type JoinedSubmission, WITH_JOINS } from './make-claims'
import { waitingSince } from './earlier-submission'
import { duplicateReason, findSameClaim, keyOfReading, applyReading } from './apply-reading'
import { tryReading, waitingText } from './try-reading'
import { WRITING_LIMIT } from './writing-limit'

/** The Hub still does not respond: the job must be retried. */
export class HubStillSilent extends Error {
  override readonly name = 'HubStillSilent'
}

/**
 * Reads the checkpoint of a submission that got no slot on receipt, or whose Hub did not respond, then queues it or ends it with a reason. Does nothing for a submission that is
 * no longer `received`.
 * @throws HubStillSilent when it should be retried; after two days the submission ends as `blocked`
 */
export async function screenSubmission(id: number, signal?: AbortSignal): Promise<void> {
  const submission = await db.submission.findUnique({ where: { id } })
  if (submission?.status !== 'received') return
  const read = await tryReading(submission.repo, ['worker'], () => readPatiently(submission, signal))
  if (read.kind === 'read') return resume(submission, read.reading)
  if (read.kind === 'refused') return end(id, 'contradicted', { code: read.code, text: read.error.message })
  if (read.kind === 'blocked') return end(id, 'obstructed', read, { suggestions: [...(read.suggestions ?? [])] })
  const since = await waitingSince(db, submission)
  if (Date.now() - since.getTime() >= HUB_RETRY_MS) {
    return end(id, 'obstructed', {
      code: 'hub-unreachable',
      text: `${read.text} Retries failed for two days. Send the claim again once the Hub responds.`,
    })
  }
  await changeReason(db, id, 'received', { code: 'hub-unreachable', text: waitingText(read.text) }, thisWorker())
  throw new HubStillSilent(read.text)
}

function readPatiently({ repo, revision, coordinates }: Submission, signal?: AbortSignal): Promise<CheckpointReading> {
  return readInProcess({
    repo,
    revision,
    coordinates: coordinates.map(parseCoordinate),
    retryPolicy: PATIENT,
    ...(signal ? { signal } : {}),
  })
}

async function resume({ id }: Submission, reading: CheckpointReading): Promise<void> {
  await queue()
  await db.$transaction(async (tx) => {
    await lockModel(tx, reading.repo)
    const submission = await tx.submission.findUniqueOrThrow({ where: { id }, include: WITH_JOINS })
    if (submission.status !== 'received') return // cancelled during the request to the Hub
    // A run that answers a challenge repeats one on purpose.
    const same = submission.challengeId === null ? await findSameClaim(tx, keyOfReading(reading)) : null
    if (same) await joinAll(tx, same, submission)
    if (same)
      return changeStatus(tx, id, 'cancelled', duplicateReason(same), thisWorker(), {
        repo: reading.repo,
        commit: reading.commit,
        family: reading.family,
      })
    return applyReading(tx, submission, reading, thisWorker())
  }, WRITING_LIMIT)
}

/** Whoever sent or joined a duplicate joins the submission that it duplicates. */
async function joinAll(tx: Db, same: Submission, { accountId, source, note, claimedValue, joins }: JoinedSubmission) {
  for (const one of [{ accountId, source, note, claimedValue }, ...joins])
    await join(tx, same, { ...one, value: one.claimedValue })
}

async function end<C extends 'contradicted' | 'obstructed'>(
  id: number,
  cause: C,
  { code, text }: Reason<TargetOf<C>>,
  data: Prisma.SubmissionUncheckedUpdateManyInput = {},
): Promise<void> {
  await db.$transaction((tx) => changeStatus(tx, id, cause, { code, text }, thisWorker(), data), WRITING_LIMIT)
}
