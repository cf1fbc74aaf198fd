import type { Db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { JOBS } from '@/lib/jobs'
import { enqueue, queue } from '@/lib/jobs/queue'
import { countSubmission } from '@/lib/limits/count-submission'
import { lockInOrder, lockOfModel } from '@/lib/records/lock'
import type { Account, Submission } from '@/prisma/generated/client'
import { byAccount, REGISTRY, storedActor } from './actor'
import { changeReason, changeStatus, type Reason, storedReason } from './change-status'
import { sentKeyOf, unpinnedKeyOf } from './claim-key'
import { getSubmission } from '@/lib/submissions/get'
import { parseInput, type ParsedSubmission } from './parse-input'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import type { SubmissionInput, SubmissionRecord } from '@/lib/submissions/schema'
import { isSameCommit, type KnownClaims, knownClaims, lockOfSent, mayReopen, reopen } from './earlier-submission'
import { contradictionOf, keyOfReading, applyReading } from './apply-reading'
import { join } from './join'
import type { JoinedSubmission } from './make-claims'
import { AWAITING_SLOT, type Read, readWhenFree } from './read-when-free'
import { waitingText } from './try-reading'
import { writeTransaction } from './writing-limit'

/** Delay after a failed request to the Hub. */
const FIRST_RETRY_SECONDS = 15

/** Who sends a claim, and from where (lib/arrival/client-address.ts). */
export interface Sender {
  readonly account: Account
  readonly address: string
}

export interface Received {
  readonly record: SubmissionRecord
  /** False when the same claim exists: then `record` is that submission, reopened if its obstacle may be gone. */
  readonly created: boolean
  /** Whether this account joined another's submission now. */
  readonly joined: boolean
}

/**
 * Receives a claim. Its commit is pinned and its values are read before anything is stored; the result is in the returned record's `status` and `reason`.
 * @throws AppError 422: what `parseInput` throws; `no-such-coordinate` with the true bounds or the nearest spelling; `unreadable-checkpoint`; 429 `too-many-submissions`
 */
export async function receiveSubmission(input: SubmissionInput, { account, address }: Sender): Promise<Received> {
  const parsed = parseInput(input)
  const read = await readWhenFree(parsed, [`account ${account.id}`, `address ${address}`])
  await queue() // outside the transaction: the first start takes a second
  const claim = { account, parsed, sentKey: sentKeyOf(parsed) }
  const { id, created, joined } = await writeTransaction((tx) => store(tx, claim, read))
  const record = await getSubmission(printId('submission', id))
  if (!record) throw new RangeError(`Submission ${id} was stored but does not exist.`)
  return { record, created, joined }
}

/** What to store, and for whom. */
interface SentClaim {
  readonly account: Account
  readonly parsed: ParsedSubmission
  readonly sentKey: string
}

interface Stored {
  readonly id: number
  readonly created: boolean
  readonly joined: boolean
}

const known = ({ id }: Submission): Stored => ({ id, created: false, joined: false })
const created = ({ id }: Submission): Stored => ({ id, created: true, joined: false })

/** The same claim of another account's is joined, of one's own is known. */
async function joinOrKnow(tx: Db, { account, parsed }: SentClaim, same: Submission): Promise<Stored> {
  const { source, note, value } = parsed
  return { ...known(same), joined: await join(tx, same, { accountId: account.id, source, note, value }) }
}

async function store(tx: Db, claim: SentClaim, read: Read): Promise<Stored> {
  if (read.kind === 'read') return storeRead(tx, claim, read.reading)
  if (read.kind === 'blocked') return storeBlocked(tx, claim, read)
  return read.kind === 'busy'
    ? storeWaiting(tx, claim, AWAITING_SLOT, 0)
    : storeWaiting(tx, claim, { code: 'hub-unreachable', text: waitingText(read.text) }, FIRST_RETRY_SECONDS)
}

async function storeRead(tx: Db, claim: SentClaim, reading: CheckpointReading): Promise<Stored> {
  const claimKey = contradictionOf(claim.parsed.value, reading) === null ? keyOfReading(reading) : null
  const { same, before } = await knownUnderLock(tx, claim, claimKey, [lockOfModel(reading.repo)])
  if (same) return joinOrKnow(tx, claim, same)
  if (before && isSameCommit(before, reading)) return continueEarlier(tx, claim, before, reading)
  const submission = await insert(tx, claim, RECEIVED)
  await applyReading(tx, submission, reading, REGISTRY)
  return created(submission)
}

/** Waits for whoever sends the same claim, and for `locks`, and looks at what is known then. */
async function knownUnderLock(
  tx: Db,
  { account, sentKey }: SentClaim,
  claimKey: string | null,
  locks: readonly string[],
): Promise<KnownClaims> {
  await lockInOrder(tx, [lockOfSent(account.id, sentKey), ...locks])
  return knownClaims(tx, { accountId: account.id, sentKey, claimKey })
}

/** The same claim of the same checkpoint: one that waited for the Hub goes on, one whose obstacle has passed is reopened, any other end stands. */
async function continueEarlier(
  tx: Db,
  { account }: SentClaim,
  before: JoinedSubmission,
  reading: CheckpointReading,
): Promise<Stored> {
  if (before.status === 'received') await applyReading(tx, before, reading, REGISTRY)
  else if (mayReopen(before)) {
    const reason = { code: 'sent-again', text: 'Sent again, and its checkpoint can be read now.' } as const
    await applyReading(tx, await reopen(tx, before, reason, byAccount(account)), reading, REGISTRY)
  }
  return known(before)
}

async function storeWaiting(
  tx: Db,
  claim: SentClaim,
  reason: Reason<'received'>,
  delaySeconds: number,
): Promise<Stored> {
  const { repo, revision, coordinates } = claim.parsed
  const claimKey = unpinnedKeyOf(repo, revision, coordinates)
  // No record is written, so that nobody who claims another coordinate of the model need wait.
  const { same, before } = await knownUnderLock(tx, claim, claimKey, [`claim ${claimKey}`])
  if (same) return joinOrKnow(tx, claim, same)
  if (before && !mayReopen(before)) return known(before)
  const { id } = before
    ? await reopen(tx, before, reason, byAccount(claim.account), claimKey)
    : await insert(tx, claim, reason, claimKey)
  await enqueue(tx, JOBS.screen, { submission_id: id }, { delaySeconds })
  return { id, created: before === null, joined: false }
}

/** A claim sent again that still cannot be read keeps its state; a new reason is recorded. */
async function storeBlocked(tx: Db, claim: SentClaim, read: Extract<Read, { kind: 'blocked' }>): Promise<Stored> {
  const { code, text, suggestions = [] } = read
  const { before } = await knownUnderLock(tx, claim, null, [])
  if (!before) {
    const submission = await insert(tx, claim, RECEIVED)
    await changeStatus(tx, submission.id, 'obstructed', { code, text }, REGISTRY, { suggestions: [...suggestions] })
    return created(submission)
  }
  const isNews =
    before.status === 'blocked' && before.commit === null && (before.reasonCode !== code || before.reason !== text)
  if (isNews) await changeReason(tx, before.id, 'blocked', { code, text }, REGISTRY)
  return known(before)
}

const RECEIVED: Reason<'received'> = { code: null, text: 'It has been received.' }

async function insert(
  tx: Db,
  { account, parsed, sentKey }: SentClaim,
  reason: Reason<'received'>,
  claimKey: string | null = null,
): Promise<JoinedSubmission> {
  const { repo, revision, source, note, typed, value } = parsed
  await countSubmission(account.id)
  const submission = await tx.submission.create({
    data: {
      accountId: account.id,
      repo,
      revision,
      coordinates: [...typed],
      source,
      note,
      claimedValue: value,
      ...storedReason('received', reason),
      ...storedActor(byAccount(account)),
      claimKey,
      sentKey,
    },
  })
  return { ...submission, joins: [] }
}
