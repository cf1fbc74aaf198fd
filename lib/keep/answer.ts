import { findCommand } from '@/lib/protocol'
import { listSets, listWeights } from '@/lib/records/list'
import { SetQuery } from '@/lib/sets/schema'
import { WeightQuery } from '@/lib/weights/schema'
import { sortRecords } from './entries'
import type { KeepAnswer, KeepEntry } from './schema'

/** Most records of one model that an answer rests on: the model with the most has under a hundred. */
const MOST = 200

/** Which weights of a model to keep, by what this registry has on record of it; null where it has nothing. @param repo in the Hub's spelling */
export async function keepAnswer(repo: string): Promise<KeepAnswer | null> {
  const [{ items: weights }, { items: sets }] = await Promise.all([
    listWeights(WeightQuery.parse({ repo, sort: 'layer', limit: String(MOST) })),
    listSets(SetQuery.parse({ repo, limit: String(MOST) })),
  ])
  if (weights.length === 0) return null
  const { entries, notNeeded } = sortRecords(weights, sets)
  return {
    schema_version: 1,
    repo,
    url: `/keep?${new URLSearchParams({ repo })}`,
    summary: summaryOf(entries),
    entries,
    not_needed: notNeeded,
    find: findCommand(repo),
  }
}

function summaryOf(entries: readonly KeepEntry[]): string {
  if (entries.length === 0) return 'No super weight of this model is known.'
  const scalars = new Set(entries.flatMap(({ members }) => members.map(({ weight }) => weight))).size
  const verified = entries.filter(({ evidence }) => evidence === 'verified').length
  const keep = `Keep ${scalars === 1 ? 'this one weight' : `these ${scalars} weights`} in high precision`
  if (verified === entries.length) return `${keep}: verified here.`
  return verified === 0
    ? `${keep}: published, not verified here yet.`
    : `${keep}: some verified here, some only published.`
}
