import { LRUCache } from 'lru-cache'
import { aside } from '@/lib/arrival/aside'
import { ReadingSlots } from '@/lib/checkpoints/reading/reading-slots'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { HubError } from '@/lib/hub/errors/hub-error'
import { type FoundModel, searchModels } from '@/lib/hub/files/search-models'
import { remoteOf } from '@/lib/hub/http/request'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import { isDemoRepo } from '@/lib/hub/names/demo'

/** Models that are suggested. */
const MOST = 8
/** A suggestion that takes longer is for a text that is no longer there. */
const LIMIT_MS = 4_000
const SLOT_WAIT_MS = 2_000
/** Questions to the Hub at a time, and of one address: one that is being typed, and the one before. */
const [SLOTS, SLOTS_OF_ONE] = [4, 2]

/** A repo of the Hub for a text that is being typed. */
export interface SuggestedRepo extends FoundModel {
  /** Whether this registry has a record of it. */
  readonly on_record: boolean
}

// On globalThis because Next bundles this module into several chunks: one of each per process.
const store = globalThis as {
  superweightsSuggestions?: { slots: ReadingSlots; answers: LRUCache<string, readonly FoundModel[]> }
}
const kept = () =>
  (store.superweightsSuggestions ??= {
    slots: new ReadingSlots(SLOTS, SLOTS_OF_ONE),
    answers: new LRUCache({ max: 500, ttl: 60_000 }),
  })

/**
 * Repos of the Hub whose names hold a text; answers are kept for a minute.
 * @param address of the client
 * @throws AppError 503 `overloaded` or `hub-unreachable`
 */
export async function suggestRepos(text: string, address: string): Promise<SuggestedRepo[]> {
  const asked = text.toLowerCase()
  const found = kept().answers.get(asked) ?? (await aside(() => ask(asked, address)))
  const known = await db.model.findMany({
    where: { repo: { in: found.map(({ repo }) => repo) } },
    select: { repo: true },
  })
  return found.map((model) => ({ ...model, on_record: known.some(({ repo }) => repo === model.repo) }))
}

async function ask(text: string, address: string): Promise<readonly FoundModel[]> {
  const slot = await kept().slots.acquire([`address ${address}`], SLOT_WAIT_MS)
  if (slot === null) throw later('overloaded', 'Others are being answered at the moment. Try again in a few seconds.')
  try {
    // The models of the demo's owner are on a hub of their own.
    const remote = remoteOf(isDemoRepo(text) ? text : 'owner/name', {
      retryPolicy: HURRIED,
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    const found = await searchModels(remote, text, MOST)
    kept().answers.set(text, found)
    return found
  } catch (error) {
    if (error instanceof HubError || isTimeout(error))
      throw later('hub-unreachable', 'The Hub did not respond: write the name in full.')
    throw error
  } finally {
    slot.release()
  }
}

// Not instanceof: where tests run, Node's errors come from another realm.
const isTimeout = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError'

const later = (code: 'overloaded' | 'hub-unreachable', detail: string) =>
  new AppError({ status: 503, code, detail, headers: { 'retry-after': '5' } })
