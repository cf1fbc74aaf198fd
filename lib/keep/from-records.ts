import { db } from '@/lib/db'
import { findCommand } from '@/lib/protocol'
import { listSets, listWeights } from '@/lib/records/list'
import { SetQuery } from '@/lib/sets/schema'
import { WeightQuery } from '@/lib/weights/schema'
import { isGone } from './answers/gone'
import { sortRecords } from './entries'
import { KEEP_EVIDENCE, type KeepAnswer, type KeepEntry, type KeepEvidence } from './answers/schema'

/** Most records of one model that an answer rests on: the model with the most has under a hundred. */
const MOST = 200

/** Which weights of a model to keep, by this registry's records of that very model; null where it has nothing. @param repo in the Hub's spelling */
export async function answerFromRecords(repo: string): Promise<KeepAnswer | null> {
  const [{ items: weights }, { items: sets }, checkpoint] = await Promise.all([
    listWeights(WeightQuery.parse({ repo, sort: 'layer', limit: String(MOST) })),
    listSets(SetQuery.parse({ repo, limit: String(MOST) })),
    lastCheckpoint(repo),
  ])
  if (weights.length === 0) return null
  const { entries, notNeeded } = sortRecords(weights, sets)
  return {
    schema_version: 1,
    repo,
    url: `/keep?${new URLSearchParams({ repo })}`,
    summary: summaryOf(entries),
    commit: null,
    gated: checkpoint?.gated ?? null,
    made_from: [],
    base: null,
    base_found: null,
    family: checkpoint?.family ?? null,
    layers: checkpoint?.layers ?? null,
    parameters: checkpoint ? Number(checkpoint.parameters) : null,
    entries,
    not_needed: notNeeded,
    find: findCommand(repo),
  }
}

function lastCheckpoint(repo: string) {
  return db.checkpoint.findFirst({
    where: { model: { repo } },
    orderBy: { readAt: 'desc' },
    select: { family: true, layers: true, parameters: true, gated: true },
  })
}

/** The answer in a sentence. */
export function summaryOf(all: readonly KeepEntry[]): string {
  const entries = all.filter((entry) => !isGone(entry))
  if (all.length === 0) return 'No super weight of this model is known.'
  if (entries.length === 0) return 'What is known of its base model is gone here: nothing of it is left to keep.'
  const scalars = new Set(entries.flatMap(({ members }) => members.map(({ weight }) => weight))).size
  const keep = `Keep ${scalars === 1 ? 'this one weight' : `these ${scalars} weights`} in high precision`
  const kinds = KEEP_EVIDENCE.filter((kind) => entries.some(({ evidence }) => evidence === kind))
  return `${keep}: ${kinds.length > 1 ? 'some ' : ''}${kinds.map((kind) => IN_WORDS[kind]).join(', some ')}.`
}

const IN_WORDS: Readonly<Record<KeepEvidence, string>> = {
  verified: 'verified here',
  'same-bits': 'verified in the base model, with the same bits here',
  drifted: 'verified in the base model, with another value here',
  published: 'published, not verified here yet',
}
