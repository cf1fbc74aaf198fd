import type { Db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { jobOfLane, laneOf, priorityOf } from '@/lib/jobs/lanes'
import { enqueue } from '@/lib/jobs/queue'
import { recordCheckpoint } from '@/lib/checkpoints/record-checkpoint'
import { pinSet } from '@/lib/sets/ensure'
import { recordsChanged } from '@/lib/records/renew'
import { ensureWeights } from '@/lib/weights/ensure'
import type { Submission } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { changeStatus } from './change-status'
import { type JoinedSubmission, makeClaims } from './make-claims'
import { nextTurn } from './turn'
import type { CheckpointReading, FoundCoordinate } from '@/lib/checkpoints/read-checkpoint'
import type { ScreenedCoordinate } from '@/lib/submissions/schema'

/** Under which key a submission enters the queue, and who read its checkpoint. */
export interface Entry {
  readonly claimKey: string
  readonly by: Actor
}

/**
 * Queues a received submission whose values were read: writes the records of the checkpoint and its coordinates (level 1), adds the claim to
 * them, pins a set of the literature with the same members, and enqueues the job, all in the caller's transaction, which must hold `lockModel`.
 */
export async function enterQueue(
  tx: Db,
  submission: JoinedSubmission,
  reading: CheckpointReading,
  { claimKey, by }: Entry,
): Promise<void> {
  const { id, revision } = submission
  const modelId = await recordCheckpoint(tx, reading)
  const isHead = revision === null || revision === 'main'
  const recorded = await ensureWeights(tx, { modelId, commit: reading.commit, isHead }, reading.found)
  const weights = recorded.map(([, weight]) => weight)
  await makeClaims(tx, submission, { modelId, commit: reading.commit, weights })
  const screened = recorded.map(([found, weight]) => screenedOf(found, printId('weight', weight)))
  const setId =
    weights.length > 1 ? await pinSet(tx, { modelId, commit: reading.commit, key: claimKey, weights }) : null
  await recordsChanged(
    tx,
    { modelId, weights, sets: setId === null ? [] : [setId] },
    `Claimed by ${printId('submission', id)}; ${weights.length === 1 ? 'its value was' : 'the values were'} read.`,
  )
  await screenAndQueue(tx, submission, reading, { text: screenedText(reading), screened, claimKey, by })
}

/** Queues a search. No record is written: nobody claims anything of the checkpoint. */
export async function enterQueueToSearch(
  tx: Db,
  submission: Submission,
  reading: CheckpointReading,
  entry: Entry,
): Promise<void> {
  const { commit, family, layers } = reading
  const text = `Pinned to commit ${commit.slice(0, 12)}: ${family}, ${layers} layers.`
  await screenAndQueue(tx, submission, reading, { text, screened: [], ...entry })
}

interface Screening extends Entry {
  /** What screening found, for people. */
  readonly text: string
  readonly screened: ScreenedCoordinate[]
}

async function screenAndQueue(
  tx: Db,
  { id, accountId, prioritised, challengeId }: Submission,
  { repo, commit, family, bytes }: CheckpointReading,
  { text, screened, claimKey, by }: Screening,
): Promise<void> {
  const lane = laneOf(bytes)
  const turn = await nextTurn(tx, accountId, lane)
  const size = { lane, bytes: BigInt(bytes), turn, prioritised }
  await changeStatus(tx, id, 'read', { code: null, text }, by, {
    repo,
    commit,
    family,
    screened,
    claimKey: challengeId === null ? claimKey : null,
    ...size,
  })
  const waiting = { code: null, text: 'Waiting for a verifier. You need not do anything.' }
  await changeStatus(tx, id, 'enqueued', waiting, by)
  await enqueue(tx, jobOfLane(lane), { submission_id: id }, { priority: priorityOf(size) })
}

/** What screening found, in the API's form. */
export function screenedOf(
  { coordinate, reading, shape, dtype, value, bits }: FoundCoordinate,
  weight: string | null,
): ScreenedCoordinate {
  return {
    ...coordinate,
    layer: reading.layer,
    expert: reading.expert,
    output_channel: reading.outputChannel,
    input_neuron: reading.inputNeuron,
    shape: [...shape] as [number, number],
    dtype,
    value,
    bits,
    weight,
  }
}

function screenedText({ commit, found }: CheckpointReading): string {
  const values = found.map(({ value, dtype }) => `${value} (${dtype})`).join(', ')
  return `Pinned to commit ${commit.slice(0, 12)}; ${found.length === 1 ? 'the stored value is' : 'the stored values are'} ${values}.`
}
