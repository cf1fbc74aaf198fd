import { LRUCache } from 'lru-cache'
import { aside } from '@/lib/arrival/aside'
import { ReadingSlots } from '@/lib/checkpoints/reading/reading-slots'
import { AppError } from '@/lib/errors/app-error'
import { HubError } from '@/lib/hub/errors/hub-error'
import { type FoundModel, type ModelQuestion, searchModels } from '@/lib/hub/files/search-models'
import { remoteOf } from '@/lib/hub/http/request'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import { DEMO_OWNER, isDemoRepo } from '@/lib/hub/names/demo'

/** A suggestion that takes longer is for a text that is no longer there. */
const LIMIT_MS = 4_000
const SLOT_WAIT_MS = 2_000
/** Questions to the Hub at a time, and of one address: one that is being typed, and the one before. */
const [SLOTS, SLOTS_OF_ONE] = [4, 2]

// On globalThis because Next bundles this module into several chunks: one of each per process.
const store = globalThis as {
  superweightsHubNames?: { slots: ReadingSlots; answers: LRUCache<string, readonly FoundModel[]> }
}
const kept = () =>
  (store.superweightsHubNames ??= {
    slots: new ReadingSlots(SLOTS, SLOTS_OF_ONE),
    answers: new LRUCache({ max: 500, ttl: 60_000 }),
  })

/**
 * Repos that the Hub finds, the most downloaded first; answers are kept for a minute.
 * @param who whatever may ask two questions at a time only
 * @throws AppError 503 `overloaded` or `hub-unreachable`
 */
export async function hubNames(
  asked: ModelQuestion,
  most: number,
  who: readonly string[],
): Promise<readonly FoundModel[]> {
  const key = JSON.stringify([asked, most])
  return kept().answers.get(key) ?? aside(() => ask(asked, most, who, key))
}

async function ask(asked: ModelQuestion, most: number, who: readonly string[], key: string) {
  const slot = await kept().slots.acquire(who, SLOT_WAIT_MS)
  if (slot === null) throw later('overloaded', 'Others are being answered at the moment. Try again in a few seconds.')
  try {
    const found = await searchModels(remoteFor(asked), asked, most)
    kept().answers.set(key, found)
    return found
  } catch (error) {
    if (error instanceof HubError || isTimeout(error))
      throw later('hub-unreachable', 'The Hub did not respond: write the name in full.')
    throw error
  } finally {
    slot.release()
  }
}

/** The models of the demo's owner are on a hub of their own. */
function remoteFor({ text = '', owner = '' }: ModelQuestion) {
  const repo = isDemoRepo(text) || isDemoRepo(`${owner}/`) ? `${DEMO_OWNER}/any` : 'owner/name'
  return remoteOf(repo, { retryPolicy: HURRIED, signal: AbortSignal.timeout(LIMIT_MS) })
}

// Not instanceof: where tests run, Node's errors come from another realm.
const isTimeout = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError'

const later = (code: 'overloaded' | 'hub-unreachable', detail: string) =>
  new AppError({ status: 503, code, detail, headers: { 'retry-after': '5' } })
