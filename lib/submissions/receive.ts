import { db, type Db } from '@/lib/db'
import { HURRIED } from '@/lib/hub/patience'
import { printId } from '@/lib/ids'
import { JOBS } from '@/lib/jobs'
import { enqueue, queue } from '@/lib/jobs/queue'
import { lockModel } from '@/lib/models/lock'
import type { Account, Submission } from '@/prisma/generated/client'
import { changeStatus } from './change-status'
import { unpinnedKeyOf } from './claim-key'
import { getSubmission } from './get'
import { outcomeOf, type Outcome } from './outcome'
import { parseInput, type ParsedSubmission } from './parse-input'
import { readCheckpoint, type CheckpointReading } from './read-checkpoint'
import type { SubmissionInput, SubmissionRecord } from './schema'
import { contradictionOf, findSameClaim, keyOfReading, settle } from './settle'
import { WRITING_LIMIT } from './writing-limit'

/** Somebody waits for the answer; a Hub that takes longer is asked again from the queue. */
const READING_LIMIT_MS = 8_000
/** The Hub has just failed to answer. */
const FIRST_RETRY_SECONDS = 15

export interface Received {
  readonly record: SubmissionRecord
  /** False when the same claim was known: then `record` is the submission that exists. */
  readonly created: boolean
}

/**
 * Takes a claim in. Its commit is pinned and its values read before anything is stored; what that finds is in the returned record's `status` and `reason`.
 * @throws AppError 422: what `parseInput` throws; `no-such-coordinate` with the true bounds or the nearest spelling; `unreadable-checkpoint`
 */
export async function receiveSubmission(input: SubmissionInput, account: Account): Promise<Received> {
  const parsed = parseInput(input)
  const read = await tryReading(parsed)
  if (read.kind === 'refused') throw read.error
  await queue() // outside the transaction: the first start takes a second
  const { id, created } = await db.$transaction(async (tx) => {
    if (read.kind === 'read') return storeRead(tx, account, parsed, read.reading)
    return read.kind === 'later' ? storeWaiting(tx, account, parsed, read.text) : storeBlocked(tx, account, parsed, read)
  }, WRITING_LIMIT)
  const record = await getSubmission(printId('submission', id))
  if (!record) throw new RangeError(`Submission ${id} was stored and is not there.`)
  return { record, created }
}

type Read = { readonly kind: 'read'; readonly reading: CheckpointReading } | Outcome

async function tryReading({ repo, revision, coordinates }: ParsedSubmission): Promise<Read> {
  try {
    const signal = AbortSignal.timeout(READING_LIMIT_MS)
    return { kind: 'read', reading: await readCheckpoint({ repo, revision, coordinates, patience: HURRIED, signal }) }
  } catch (error) {
    return outcomeOf(error)
  }
}

interface Stored {
  readonly id: number
  readonly created: boolean
}

async function storeRead(tx: Db, account: Account, parsed: ParsedSubmission, reading: CheckpointReading): Promise<Stored> {
  await lockModel(tx, reading.repo)
  const same = contradictionOf(parsed.value, reading) === null ? await findSameClaim(tx, keyOfReading(reading)) : null
  if (same) return { id: same.id, created: false }
  const submission = await insert(tx, account, parsed, 'It has been received.')
  await settle(tx, submission, reading)
  return { id: submission.id, created: true }
}

async function storeWaiting(tx: Db, account: Account, parsed: ParsedSubmission, text: string): Promise<Stored> {
  await lockModel(tx, parsed.repo)
  const claimKey = unpinnedKeyOf(parsed.repo, parsed.revision, parsed.coordinates)
  const same = await findSameClaim(tx, claimKey)
  if (same) return { id: same.id, created: false }
  const { id } = await insert(tx, account, parsed, waitingText(text), claimKey)
  await enqueue(tx, JOBS.screen, { submission_id: id }, FIRST_RETRY_SECONDS)
  return { id, created: true }
}

/** Why a submission still waits for its checkpoint to be read. */
export function waitingText(text: string): string {
  return `${text} The claim is kept, and the Hub asked again for two days at most; nothing needs to be done.`
}

async function storeBlocked(tx: Db, account: Account, parsed: ParsedSubmission, { code, text }: { code: string; text: string }): Promise<Stored> {
  const { id } = await insert(tx, account, parsed, 'It has been received.')
  await changeStatus(tx, id, 'blocked', { code, text })
  return { id, created: true }
}

function insert(tx: Db, account: Account, parsed: ParsedSubmission, reason: string, claimKey: string | null = null): Promise<Submission> {
  const { repo, revision, source, note, typed, value } = parsed
  const reasonCode = claimKey === null ? null : 'hub-unreachable'
  return tx.submission.create({ data: { accountId: account.id, repo, revision, coordinates: [...typed], source, note, claimedValue: value, reasonCode, reason, claimKey } })
}
