import { forwardingHeader, withArrival } from '@/lib/arrival/arrival'
import { CACHE, type Route } from '@/lib/http/declaration'
import type { Method } from '@/lib/http/serve'
import { notificationsDelivered } from '@/lib/listen'
import { cacheKey } from '../cache/key'
import { sendStored } from '../cache/send-stored'
import { storedResponse, type StoredResponse } from '../cache/stored-response'
import type { Incoming } from '../incoming'
import { withAnswerSlot } from '../answer-slots'
import { secured } from '../refusal'
import { isWriting } from '../request'
import { addressOf } from './addresses'
import { incomingRequest, sendResponse } from './incoming-request'

/** Handles an API request with the same routes that Next serves; shared responses come from the cache. */
export function answerApi(incoming: Incoming): Promise<void> {
  return withArrival({ forwardedBy: forwardingHeader(incoming.asked.headers) }, () => answer(incoming))
}

async function answer(incoming: Incoming): Promise<void> {
  const { asked, request, response, cache } = incoming
  const { methods, get, params } = addressOf(asked.path)
  const call = async (method: Method, headers = asked.headers) =>
    secured(
      await method(incomingRequest({ ...asked, headers }, request, response), { params: Promise.resolve(params) }),
      asked.path,
    )
  const own = () => call(methods[asked.method as keyof typeof methods])
  if (isWriting(asked.method)) {
    const answer = await own()
    if (answer.ok) await notificationsDelivered() // writers read their own writes
    return sendResponse(answer, response)
  }
  if (asked.method === 'OPTIONS' || get === null || get.answersOutage) return sendResponse(await own(), response)
  const key = isShared(get) ? cacheKey(request) : null
  if (key === null) return sendResponse(await withAnswerSlot(own), response)
  const make = () => withAnswerSlot(async () => stored(await call(methods.GET, plainly(asked.headers))))
  sendStored(await cache.getOrMake({ key, tags: get.tags?.(params) ?? 'anything' }, make), request, response)
}

const isShared = ({ cache }: Route) => CACHE[cache].startsWith('public')

/** Calls the route with only what the cache key covers, not the first client's other headers: encodings and 304 depend on each recipient. */
function plainly(headers: Headers): Headers {
  return new Headers({ host: headers.get('host') ?? '', 'x-request-id': headers.get('x-request-id') ?? '' })
}

async function stored(answer: Response): Promise<StoredResponse> {
  const { status, headers } = answer
  const name = /^"(.*)"$/.exec(headers.get('etag') ?? '')?.[1] ?? null
  return storedResponse({
    status,
    headers: Object.fromEntries(headers),
    body: Buffer.from(await answer.arrayBuffer()),
    name,
  })
}
