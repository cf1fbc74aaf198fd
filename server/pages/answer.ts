import { cacheKey } from '../cache/key'
import { sendStored } from '../cache/send-stored'
import { tagsOfPage } from '../cache/shared-pages'
import type { Incoming } from '../incoming'
import { withAnswerSlot } from '../answer-slots'
import { makeOwnPage, makeSharedPage } from './make'
import { shared } from './shared'

/** Files that Next sends from the disk. */
const FILES = /^\/(?:_next\/|icon\.svg$|favicon\.ico$)/

/**
 * A page is made again at most once a second, however often something on it changes: while sixty claims arrive, the front page would otherwise be made for each. One
 * that was made longer ago shows a change at once.
 */
const LEAST_MS = 1_000

/** Whether a request asks for a page, or a part of one, to read it. */
export function readsPage({ asked: { method, path } }: Incoming): boolean {
  return (method === 'GET' || method === 'HEAD') && !FILES.test(path)
}

/** Answers with a page: one that everyone sees alike from the cache. */
export async function answerPage(incoming: Incoming): Promise<void> {
  const { asked, request, response, cache } = incoming
  const tags = tagsOfPage(asked.path)
  const key = tags === null ? null : cacheKey(request)
  if (tags === null || key === null) {
    const { page } = await withAnswerSlot(() => makeOwnPage(incoming))
    return sendStored(page, request, response)
  }
  const make = () => withAnswerSlot(async () => shared(await makeSharedPage(incoming)))
  sendStored(await cache.getOrMake({ key, tags, leastMs: LEAST_MS }, make), request, response)
}
