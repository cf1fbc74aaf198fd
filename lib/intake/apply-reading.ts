import { printStored } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { matchesStored } from '@/lib/protocol'
import type { Submission } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { changeStatus, type Reason } from './change-status'
import { claimKeyOf, searchKeyOf } from './claim-key'
import { enterQueue, enterQueueToSearch, screenedOf } from './enter-queue'
import { type JoinedSubmission, WITH_JOINS } from './make-claims'
import { sizeRefusal } from './size-limit'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'

/** The active or judged submission of the same claim, or null. */
export function findSameClaim(tx: Db, claimKey: string): Promise<JoinedSubmission | null> {
  return tx.submission.findUnique({ where: { claimKey }, include: WITH_JOINS })
}

export function keyOfReading({ repo, commit, found }: CheckpointReading): string {
  if (found.length === 0) return searchKeyOf(repo, commit)
  return claimKeyOf(
    repo,
    commit,
    found.map((f) => f.coordinate),
  )
}

/**
 * Why a checkpoint contradicts a claim: the stored value is not a number, or not the claimed one. Null if it does not.
 */
export function contradictionOf(claimed: number | null, reading: CheckpointReading): Reason<'invalid'> | null {
  const broken = reading.found.find((f) => !Number.isFinite(f.value))
  if (broken)
    return {
      code: 'not-finite',
      text: `The stored value at ${printStored(broken.coordinate)} is ${broken.value} (bits ${broken.bits}): not a number that can be verified.`,
    }
  const [only] = reading.found
  if (claimed === null || !only || matchesStored(claimed, only.value, only.dtype)) return null
  return {
    code: 'value-mismatch',
    text: `The claimed value is ${claimed}, the stored one is ${only.value} (${only.dtype}, bits ${only.bits}) at commit ${reading.commit.slice(0, 12)}. Check the coordinate and the revision, or send it again without a value.`,
  }
}

/**
 * Applies the reading of a checkpoint to a received submission: queues it, or ends it. The transaction must hold `lockModel`, and no other submission
 * may have the same claim.
 */
export async function applyReading(
  tx: Db,
  submission: JoinedSubmission,
  reading: CheckpointReading,
  by: Actor,
): Promise<void> {
  const wrong = contradictionOf(submission.claimedValue, reading)
  const { repo, commit, family } = reading
  const tooLarge = wrong === null ? sizeRefusal(reading) : null
  if (tooLarge !== null) return changeStatus(tx, submission.id, 'obstructed', tooLarge, by, { repo, commit, family })
  if (wrong === null) {
    const enter = reading.found.length === 0 ? enterQueueToSearch : enterQueue
    return enter(tx, submission, reading, { claimKey: keyOfReading(reading), by })
  }
  const readable = reading.found.every((f) => Number.isFinite(f.value))
  const screened = readable ? { screened: reading.found.map((f) => screenedOf(f, null)) } : {}
  await changeStatus(tx, submission.id, 'contradicted', wrong, by, { repo, commit, family, ...screened })
}

/** A second submission of the same claim, detected only when its commit was known. */
export function duplicateReason(of: Submission): Reason<'cancelled'> {
  return { code: 'duplicate', text: `The same claim is ${printId('submission', of.id)}: follow that one.` }
}
