import { cacheKey } from '../cache/key'
import { sendStored } from '../cache/send-stored'
import { tagsOfPage } from '../cache/shared-pages'
import { type StoredResponse, storedResponse } from '../cache/stored-response'
import type { Incoming } from '../incoming'
import { withAnswerSlot } from '../answer-slots'
import { makeOwnPage, makeSharedPage } from './make'
import { shared } from './shared'

/** What Next answers itself: files on disk, and the way back from a sign-in provider, which sets several cookies. */
const ANSWERED_BY_NEXT = /^\/(?:_next\/|icon\.svg$|favicon\.ico$|sign-in\/callback\/)/

/**
 * A page is rendered at most once a second, however often something on it changes: otherwise the front page would be rendered for each of sixty arriving claims. An
 * older one shows a change immediately.
 */
const LEAST_MS = 1_000
/** On a busy machine a page takes longer to render: then readers get one that is a few seconds old instead of waiting. */
const PATIENCE = { ms: 150, maxAgeMs: 5_000 }

/** Whether a request reads a page or a part of one. */
export function readsPage({ asked: { method, path } }: Incoming): boolean {
  return (method === 'GET' || method === 'HEAD') && !ANSWERED_BY_NEXT.test(path)
}

/** Responds with a page; a shared one comes from the cache, unless it is for each reader after all (`leftToReader`). */
export async function answerPage(incoming: Incoming): Promise<void> {
  const { asked, request, response, cache } = incoming
  const tags = tagsOfPage(asked.path)
  const key = tags === null ? null : cacheKey(request)
  const forEveryone =
    tags === null || key === null
      ? OF_EACH_READER
      : await cache.getOrMake({ key, tags, leastMs: LEAST_MS, patience: PATIENCE }, () => makeForEveryone(incoming))
  const page = forEveryone === OF_EACH_READER ? (await withAnswerSlot(() => makeOwnPage(incoming))).page : forEveryone
  sendStored(page, request, response)
}

/** In place of a page that is not the same for everyone. The cache stores only answers with status 200, and this is sent to nobody. */
const OF_EACH_READER = storedResponse({ status: 0, headers: {}, body: Buffer.alloc(0), name: null })

function makeForEveryone(incoming: Incoming): Promise<StoredResponse> {
  return withAnswerSlot(async () => {
    const made = await makeSharedPage(incoming)
    return made.left ? OF_EACH_READER : shared(made)
  })
}
