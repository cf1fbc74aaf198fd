import { db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import { scoreOf } from './names/score'
import { type ModelName, similarNames } from './names/similar'
import type { SearchResult } from './schema'

/** A model that a question names. */
export interface FoundModel {
  readonly id: number
  readonly repo: string
  readonly score: number
  /** The name by which it was found, where that is neither its repo nor its display name. */
  readonly alias: string | null
}

/** Below this a name has less in common with the question than it lacks: `llama 2 7b chat` still finds Llama-2-7b. */
const LEAST = 0.5
/** Models whose records are counted, to put better-known ones first. */
const MOST_RANKED = 40

interface KnownRow {
  readonly id: number
  readonly repo: string
  readonly display_name: string | null
  readonly weights: number
  readonly verified: number
  readonly sources: number
}

/** The models that words name, the best first. */
export async function findModels(
  words: string,
  limit: number,
): Promise<(FoundModel & { readonly result: SearchResult })[]> {
  if (words === '') return []
  const { typed, names } = await similarNames(words)
  const ranked = bestNames(typed, names).slice(0, MOST_RANKED)
  const known = new Map((await knownOf(ranked.map(({ row }) => row.model_id))).map((row) => [row.id, row]))
  return ranked
    .flatMap(({ row, score }) => {
      const model = known.get(row.model_id)
      return model ? [{ row, score, model }] : []
    })
    .sort((a, b) => b.score - a.score || fame(b.model) - fame(a.model) || a.model.id - b.model.id)
    .slice(0, limit)
    .map(({ row, score, model }) => {
      const alias = OWN_NAMES.has(row.kind) ? null : row.name
      return { id: model.id, repo: model.repo, score, alias, result: resultOf(model, score, alias) }
    })
}

const OWN_NAMES: ReadonlySet<string> = new Set(['repo', 'name', 'display'])

/** One name a model, its best. */
function bestNames(typed: string, rows: readonly ModelName[]): { row: ModelName; score: number }[] {
  const best = new Map<number, { row: ModelName; score: number }>()
  for (const row of rows) {
    const score = round(scoreOf(typed, row.text))
    if (score >= LEAST && score > (best.get(row.model_id)?.score ?? 0)) best.set(row.model_id, { row, score })
  }
  return [...best.values()].sort((a, b) => b.score - a.score)
}

/** So that differences without meaning do not decide before the evidence does. */
const round = (score: number) => Math.round(score * 100) / 100

/** What decides between models whose names match equally: the one that publications name is the one that people mean. */
const fame = ({ verified, sources, weights }: KnownRow) =>
  100 * sources + 10 * Math.sign(verified) + Math.min(weights, 9)

function knownOf(ids: readonly number[]): Promise<KnownRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db.$queryRaw`
    select m.id, m.repo, m.display_name,
      (select count(*)::int from weights w where w.model_id = m.id and not w.withdrawn) as weights,
      (select count(*)::int from weights w where w.model_id = m.id and w.level >= ${VERIFIED_FROM}) as verified,
      (select count(distinct s.source_key)::int from claims c join claim_sources s on s.claim_id = c.id
       where c.model_id = m.id and c.withdrawn_at is null) as sources
    from models m where m.id in (${Prisma.join([...ids])})`
}

function resultOf(
  { repo, display_name: display, weights, verified }: KnownRow,
  score: number,
  alias: string | null,
): SearchResult {
  const records =
    weights === 0
      ? 'no coordinate on record'
      : weights === 1
        ? '1 coordinate on record'
        : `${weights} coordinates on record`
  const detail = [alias ?? display, records, verified === 0 ? null : `${verified} verified here`]
  return {
    kind: 'model',
    name: repo,
    url: `/models/${repo}`,
    title: repo,
    detail: detail.filter((part) => part !== null).join(' · '),
    score,
  }
}
