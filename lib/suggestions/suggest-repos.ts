import { db } from '@/lib/db'
import type { FoundModel } from '@/lib/hub/files/search-models'
import { hubNames } from './hub-names'

/** Models that are suggested. */
const MOST = 8

/** A repo of the Hub for a text that is being typed. */
export interface SuggestedRepo extends FoundModel {
  /** Whether this registry has a record of it. */
  readonly on_record: boolean
}

/**
 * Repos of the Hub whose names hold a text.
 * @param address of the client
 * @throws AppError 503 `overloaded` or `hub-unreachable`
 */
export async function suggestRepos(text: string, address: string): Promise<SuggestedRepo[]> {
  const found = await hubNames({ text: text.toLowerCase() }, MOST, [`address ${address}`])
  const known = await db.model.findMany({
    where: { repo: { in: found.map(({ repo }) => repo) } },
    select: { repo: true },
  })
  return found.map((model) => ({ ...model, on_record: known.some(({ repo }) => repo === model.repo) }))
}
