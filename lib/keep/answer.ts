import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { repoInAnyCase } from '@/lib/models/any-case'
import { findCommand } from '@/lib/protocol'
import type { KeepAnswer } from './answers/schema'
import { baseOf, type Base } from './base'
import { answerFromRecords, summaryOf } from './from-records'
import { inheritedEntry } from './inherited'
import { problemOfReading } from './problem'
import { readRecently } from './readings'

/**
 * Which weights of a model to keep: by its own records, or else by those of the model it was made from, compared bit for bit with what it stores.
 * @param address of the client: each reads one checkpoint at a time
 * @throws AppError where the model has no records: 404 `not-found` where the Hub shows no such repo, 422 `unreadable-checkpoint` with the reason, 503 `hub-unreachable`, and
 * 503 `overloaded` when too many are being read
 */
export async function keepAnswer(repo: string, address: string): Promise<KeepAnswer> {
  const who = [`address ${address}`]
  const own = await answerFromRecords((await repoInAnyCase(repo)) ?? repo)
  if (own !== null && own.entries.length > 0) return own
  try {
    return await answerByBase(repo, own, who)
  } catch (error) {
    const problem = await problemOfReading(error, repo, who)
    if (own !== null) return own // records without a super weight are an answer, too
    throw problem
  }
}

async function answerByBase(repo: string, own: KeepAnswer | null, who: readonly string[]): Promise<KeepAnswer> {
  const head = await readRecently({ repo, revision: null, coordinates: [], bases: true }, who)
  const base = await baseOf(head, who)
  return base === null && own !== null ? own : answerOf(head, base, own?.not_needed ?? [])
}

function answerOf(head: CheckpointReading, base: Base | null, notNeeded: KeepAnswer['not_needed']): KeepAnswer {
  const { repo, commit, gated, family, layers, parameters } = head
  const entries = base?.answer.entries.map((entry) => inheritedEntry(entry, base.answer.repo, base.reading)) ?? []
  return {
    schema_version: 1,
    repo,
    url: `/keep?${new URLSearchParams({ repo })}`,
    summary: summaryOf(entries),
    commit,
    gated,
    made_from: [...head.bases],
    base: base?.answer.repo ?? null,
    base_found: base?.found ?? null,
    family,
    layers,
    parameters,
    entries,
    not_needed: notNeeded,
    find: findCommand(repo),
  }
}
