import type { Db } from '@/lib/db'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import { printId } from '@/lib/ids'
import { readingTurns, TURN_MS } from '@/lib/checkpoints/reading/turns'
import { readInProcess } from '@/lib/checkpoints/reading/read-in-process'
import { JOBS } from '@/lib/jobs'
import { enqueue, queue } from '@/lib/jobs/queue'
import { lockModel } from '@/lib/records/lock'
import type { Account, Submission } from '@/prisma/generated/client'
import { changeStatus, type Reason } from './change-status'
import { sentKeyOf, unpinnedKeyOf } from './claim-key'
import { getSubmission } from '@/lib/submissions/get'
import { parseInput, type ParsedSubmission } from './parse-input'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import type { SubmissionInput, SubmissionRecord } from '@/lib/submissions/schema'
import { isOfSameCommit, lockSent, mayBeTakenUp, sentBefore, takeUpAgain } from './sent-before'
import { contradictionOf, findSameClaim, keyOfReading, applyReading } from './apply-reading'
import { tryReading, waitingText, type Attempt } from './try-reading'
import { writeTransaction } from './writing-limit'

/** Somebody waits for the answer; a Hub that takes longer is asked again from the queue. */
const READING_LIMIT_MS = 8_000
/** The Hub has just failed to answer. */
const FIRST_RETRY_SECONDS = 15

/** Who sends a claim, and from where (lib/arrival/client-address.ts). */
export interface Sender {
  readonly account: Account
  readonly address: string
}

export interface Received {
  readonly record: SubmissionRecord
  /** False when the same claim was known: then `record` is the submission that exists, taken up again if what stopped it has passed. */
  readonly created: boolean
}

/**
 * Takes a claim in. Its commit is pinned and its values read before anything is stored; what that finds is in the returned record's `status` and `reason`.
 * @throws AppError 422: what `parseInput` throws; `no-such-coordinate` with the true bounds or the nearest spelling; `unreadable-checkpoint`
 */
export async function receiveSubmission(input: SubmissionInput, { account, address }: Sender): Promise<Received> {
  const parsed = parseInput(input)
  const read = await readInTurn(parsed, [`account ${account.id}`, `address ${address}`])
  await queue() // outside the transaction: the first start takes a second
  const claim = { account, parsed, sentKey: sentKeyOf(parsed) }
  const { id, created } = await writeTransaction(async (tx) => {
    await lockSent(tx, account.id, claim.sentKey)
    if (read.kind === 'read') return storeRead(tx, claim, read.reading)
    if (read.kind === 'blocked') return storeBlocked(tx, claim, read)
    return read.kind === 'busy'
      ? storeWaiting(tx, claim, ITS_TURN, 0)
      : storeWaiting(tx, claim, { code: 'hub-unreachable', text: waitingText(read.text) }, FIRST_RETRY_SECONDS)
  })
  const record = await getSubmission(printId('submission', id))
  if (!record) throw new RangeError(`Submission ${id} was stored and is not there.`)
  return { record, created }
}

/** `busy`: others are being read, and the worker reads this one when its turn comes. */
type Read = Exclude<Attempt, { kind: 'refused' }> | { readonly kind: 'busy' }

const ITS_TURN: Reason = {
  code: 'awaiting-turn',
  text: 'It waits for its turn to be read: other claims are being read at the moment. Nothing needs to be done.',
}

/** @throws AppError 422 where the claim itself is wrong */
async function readInTurn({ repo, revision, coordinates }: ParsedSubmission, who: readonly string[]): Promise<Read> {
  const turn = await readingTurns().take(who, TURN_MS)
  if (turn === null) return { kind: 'busy' }
  const read = await tryReading(() =>
    readInProcess(
      { repo, revision, coordinates, retryPolicy: HURRIED },
      { limitMs: READING_LIMIT_MS, onEnd: () => turn.end() },
    ),
  )
  if (read.kind === 'refused') throw read.error
  return read
}

/** What is to be stored, and for whom. */
interface SentClaim {
  readonly account: Account
  readonly parsed: ParsedSubmission
  readonly sentKey: string
}

interface Stored {
  readonly id: number
  readonly created: boolean
}

const known = ({ id }: Submission): Stored => ({ id, created: false })

async function storeRead(tx: Db, claim: SentClaim, reading: CheckpointReading): Promise<Stored> {
  await lockModel(tx, reading.repo)
  const same =
    contradictionOf(claim.parsed.value, reading) === null ? await findSameClaim(tx, keyOfReading(reading)) : null
  if (same) return known(same)
  const before = await sentBefore(tx, claim.account.id, claim.sentKey)
  if (before && isOfSameCommit(before, reading)) return carryOn(tx, before, reading)
  const submission = await insert(tx, claim, RECEIVED)
  await applyReading(tx, submission, reading)
  return { id: submission.id, created: true }
}

/** The same claim of the same checkpoint: one that waited for the Hub goes on, one whose obstacle has passed is taken up again, any other end stands. */
async function carryOn(tx: Db, before: Submission, reading: CheckpointReading): Promise<Stored> {
  if (before.status === 'received') await applyReading(tx, before, reading)
  else if (mayBeTakenUp(before))
    await applyReading(
      tx,
      await takeUpAgain(tx, before, {
        code: 'sent-again',
        text: 'It was sent again, and its checkpoint can be read now.',
      }),
      reading,
    )
  return known(before)
}

async function storeWaiting(tx: Db, claim: SentClaim, reason: Reason, delaySeconds: number): Promise<Stored> {
  const { repo, revision, coordinates } = claim.parsed
  await lockModel(tx, repo)
  const claimKey = unpinnedKeyOf(repo, revision, coordinates)
  const same = await findSameClaim(tx, claimKey)
  if (same) return known(same)
  const before = await sentBefore(tx, claim.account.id, claim.sentKey)
  if (before && !mayBeTakenUp(before)) return known(before)
  const { id } = before ? await takeUpAgain(tx, before, reason, claimKey) : await insert(tx, claim, reason, claimKey)
  await enqueue(tx, JOBS.screen, { submission_id: id }, delaySeconds)
  return { id, created: before === null }
}

/** Sent again while it cannot be looked at, a claim stays what it is; another obstacle than before is noted. */
async function storeBlocked(tx: Db, claim: SentClaim, { code, text }: Reason): Promise<Stored> {
  const before = await sentBefore(tx, claim.account.id, claim.sentKey)
  if (!before) {
    const { id } = await insert(tx, claim, RECEIVED)
    await changeStatus(tx, id, 'blocked', { code, text })
    return { id, created: true }
  }
  const isNews =
    before.status === 'blocked' && before.commit === null && (before.reasonCode !== code || before.reason !== text)
  if (isNews)
    await tx.submission.updateMany({
      where: { id: before.id, status: 'blocked' },
      data: { reasonCode: code, reason: text },
    })
  return known(before)
}

const RECEIVED: Reason = { code: null, text: 'It has been received.' }

function insert(
  tx: Db,
  { account, parsed, sentKey }: SentClaim,
  reason: Reason,
  claimKey: string | null = null,
): Promise<Submission> {
  const { repo, revision, source, note, typed, value } = parsed
  return tx.submission.create({
    data: {
      accountId: account.id,
      repo,
      revision,
      coordinates: [...typed],
      source,
      note,
      claimedValue: value,
      reasonCode: reason.code,
      reason: reason.text,
      claimKey,
      sentKey,
    },
  })
}
