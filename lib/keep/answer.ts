import { CoordinateError, parsedFrom } from '@/lib/coordinates'
import { outcomeOf, type Outcome } from '@/lib/checkpoints/outcome'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { readWithSlot } from '@/lib/checkpoints/reading/read-with-slot'
import { readingSlots, SLOT_WAIT_MS } from '@/lib/checkpoints/reading/reading-slots'
import { AppError } from '@/lib/errors/app-error'
import { repoInAnyCase } from '@/lib/models/any-case'
import { findCommand } from '@/lib/protocol'
import { answerFromRecords, summaryOf } from './from-records'
import { inheritedEntry } from './inherited'
import type { KeepAnswer } from './answers/schema'

/**
 * Which weights of a model to keep: by its own records, or else by those of the model it was made from, compared bit for bit with what it stores.
 * @param address of the client: each reads one checkpoint at a time
 * @throws AppError where the model has no records: 404 `not-found` where the Hub shows no such repo, 422 `unreadable-checkpoint` with the reason, 503 `hub-unreachable`, and
 * 503 `overloaded` when too many are being read
 */
export async function keepAnswer(repo: string, address: string): Promise<KeepAnswer> {
  const own = await answerFromRecords((await repoInAnyCase(repo)) ?? repo)
  if (own !== null && own.entries.length > 0) return own
  try {
    return await answerByBase(repo, own, [`address ${address}`])
  } catch (error) {
    const problem = error instanceof AppError ? error : problemOf(outcomeOf(error))
    if (own !== null) return own // records without a super weight are an answer, too
    throw problem
  }
}

/** Each reading takes a slot of its own: it is held until the process has finished, which may be after the time limit. */
async function readNow(
  options: Parameters<typeof readWithSlot>[1],
  who: readonly string[],
): Promise<CheckpointReading> {
  const slot = await readingSlots().acquire(who, SLOT_WAIT_MS)
  if (slot !== null) return readWithSlot(slot, options)
  throw new AppError({
    status: 503,
    code: 'overloaded',
    detail: 'Other checkpoints are being read at the moment. Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  })
}

/** Why a checkpoint cannot be read, for a client. */
function problemOf(outcome: Outcome): AppError {
  switch (outcome.kind) {
    case 'refused':
      return outcome.error
    case 'later':
      return new AppError({
        status: 503,
        code: 'hub-unreachable',
        detail: outcome.text,
        headers: { 'retry-after': '30' },
      })
    case 'blocked':
      return outcome.code === 'not-public' || outcome.code === 'missing'
        ? new AppError({ status: 404, code: 'not-found', detail: outcome.text })
        : new AppError({
            status: 422,
            code: 'unreadable-checkpoint',
            detail: outcome.text,
            extra: { cause: outcome.code },
          })
  }
}

async function answerByBase(repo: string, own: KeepAnswer | null, who: readonly string[]): Promise<KeepAnswer> {
  const head = await readNow({ repo, revision: null, coordinates: [], bases: true }, who)
  for (const name of head.bases) {
    const base = await answerFromRecords((await repoInAnyCase(name)) ?? name)
    if (base === null || base.entries.length === 0) continue
    const reading = await unlessOfAnotherShape(() =>
      readNow(
        {
          repo,
          revision: head.commit,
          coordinates: base.entries.flatMap(({ members }) => members.map(parsedFrom)),
        },
        who,
      ),
    )
    if (reading !== null) return inherit(base, reading, own?.not_needed ?? [])
  }
  return (
    own ?? {
      schema_version: 1,
      repo: head.repo,
      url: urlOf(head.repo),
      summary: summaryOf([]),
      commit: head.commit,
      base: null,
      family: head.family,
      parameters: head.parameters,
      entries: [],
      not_needed: [],
      find: findCommand(head.repo),
    }
  )
}

/** Null where the model has no such tensors, or smaller ones: then what it was made from says nothing about it. */
async function unlessOfAnotherShape(read: () => Promise<CheckpointReading>): Promise<CheckpointReading | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof CoordinateError) return null
    throw error
  }
}

const urlOf = (repo: string) => `/keep?${new URLSearchParams({ repo })}`

function inherit(base: KeepAnswer, reading: CheckpointReading, notNeeded: KeepAnswer['not_needed']): KeepAnswer {
  const { repo, commit, family, parameters } = reading
  const entries = base.entries.map((entry) => inheritedEntry(entry, base.repo, reading))
  return {
    schema_version: 1,
    repo,
    url: urlOf(repo),
    summary: summaryOf(entries),
    commit,
    base: base.repo,
    family,
    parameters,
    entries,
    not_needed: notNeeded,
    find: findCommand(repo),
  }
}
