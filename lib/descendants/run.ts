import { outcomeOf } from '@/lib/checkpoints/outcome'
import { readInProcess } from '@/lib/checkpoints/reading/read-in-process'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { parsedFrom } from '@/lib/coordinates'
import { db } from '@/lib/db'
import { HubError } from '@/lib/hub/errors/hub-error'
import { derivedModels } from '@/lib/hub/files/derived-models'
import { HURRIED, PATIENT } from '@/lib/hub/http/retry-policy'
import { remoteOf } from '@/lib/hub/http/request'
import { parseId } from '@/lib/ids'
import type { KeepMember } from '@/lib/keep/answers/schema'
import { otherShape } from '@/lib/keep/other-shape'
import { verifiedCoordinates } from './coordinates'

/** Models that the Hub is asked to list: a popular one has thousands, and the most downloaded come first. */
const MOST_LISTED = 200
/** Models that are read, one after the other: each is about ten small requests. */
const MOST_READ = 40
/** A repo with many files of weights takes a few seconds. */
const READING_LIMIT_MS = 60_000

/**
 * Reads what the models made from one store at its verified coordinates, one after the other, and stores each as it comes. Does nothing unless that was asked for.
 * @throws HubError that may pass: the job is retried; the signal's reason
 */
export async function runLookup(modelId: number, signal: AbortSignal): Promise<void> {
  const lookup = await db.descendantLookup.findUnique({ where: { modelId }, include: { model: true } })
  if (lookup === null || !['waiting', 'running'].includes(lookup.state)) return
  const { repo } = lookup.model
  try {
    const members = await verifiedCoordinates(repo)
    const listed = await derivedModels(remoteOf(repo, { retryPolicy: PATIENT, signal }), repo, MOST_LISTED)
    const derived = listed.filter(({ holdsNoWeights }) => !holdsNoWeights)
    const chosen = derived.slice(0, MOST_READ).map((one) => one.repo)
    const begun = {
      state: 'running',
      toRead: chosen.length,
      read: 0,
      passedOver: listed.length - derived.length,
      more: derived.length > chosen.length || listed.length === MOST_LISTED,
    } as const
    await db.descendantLookup.update({ where: { modelId }, data: begun })
    await db.descendant.deleteMany({ where: { modelId, repo: { notIn: chosen } } })
    for (const name of chosen) await readOne(modelId, name, members, signal)
    await end(modelId, { state: 'done' })
  } catch (error) {
    if (!(error instanceof HubError) || !error.permanent) throw error
    await end(modelId, { state: 'failed', reason: error.message })
  }
}

const end = (modelId: number, how: { state: 'done' } | { state: 'failed'; reason: string }) =>
  db.descendantLookup.update({ where: { modelId }, data: { ...how, finishedAt: new Date() } })

/** Reads one model and stores the outcome with the progress. */
async function readOne(modelId: number, repo: string, members: readonly KeepMember[], signal: AbortSignal) {
  const outcome = await read(repo, members, signal)
  const facts = 'reading' in outcome ? { commit: outcome.reading.commit, cause: null, reason: null } : outcome
  const values = 'reading' in outcome ? valuesOf(outcome.reading, members) : []
  await db.$transaction(async (tx) => {
    const data = { commit: null, ...facts, readAt: new Date() }
    const { id } = await tx.descendant.upsert({
      where: { modelId_repo: { modelId, repo } },
      create: { modelId, repo, ...data },
      update: data,
      select: { id: true },
    })
    await tx.descendantValue.deleteMany({ where: { descendantId: id } })
    await tx.descendantValue.createMany({ data: values.map((value) => ({ descendantId: id, ...value })) })
    await tx.descendantLookup.update({ where: { modelId }, data: { read: { increment: 1 } } })
  })
}

type Outcome = { readonly reading: CheckpointReading } | { readonly cause: string; readonly reason: string }

async function read(repo: string, members: readonly KeepMember[], signal: AbortSignal): Promise<Outcome> {
  const coordinates = members.map(parsedFrom)
  try {
    const asked = { repo, revision: null, coordinates, retryPolicy: HURRIED, signal }
    const reading = await readInProcess(asked, { limitMs: READING_LIMIT_MS })
    const reason = otherShape(reading, members)
    return reason === null ? { reading } : { cause: 'no-such-coordinate', reason }
  } catch (error) {
    signal.throwIfAborted()
    const outcome = outcomeOf(error)
    switch (outcome.kind) {
      case 'later':
        return { cause: 'hub-unreachable', reason: outcome.text }
      case 'refused':
        return { cause: outcome.code, reason: outcome.error.message }
      case 'blocked':
        return { cause: outcome.code, reason: outcome.text }
    }
  }
}

/** The values in the order of the coordinates asked for. */
function valuesOf({ found }: CheckpointReading, members: readonly KeepMember[]) {
  return members.flatMap(({ weight }, i) => {
    const [weightId, here] = [parseId('weight', weight), found[i]]
    if (weightId === null || here === undefined) return []
    return [{ weightId, value: here.value, bits: here.bits, dtype: here.dtype }]
  })
}
