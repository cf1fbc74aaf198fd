import { AsyncLocalStorage } from 'node:async_hooks'

/** What is only known where a request arrives, before any framework has added headers of its own to it. */
export interface Arrival {
  /** The header by which a proxy says that it passed the request on, as in `X-Forwarded-For`; null when it came directly. */
  readonly forwardedBy: string | null
  /** Gives a page that renders well another status than 200. */
  readonly answerAs?: (status: number) => void
}

/** Headers that proxies add; a browser or program that asks directly sends none of them. */
const FORWARDING = [
  'Forwarded',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Forwarded-Port',
  'X-Forwarded-Server',
  'X-Real-IP',
  'Via',
]

/** Kept on the global object: the front and Next's bundles each load this file, and must find the same store. */
const KEY = Symbol.for('superweights.arrival')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Arrival> }
const store = (shared[KEY] ??= new AsyncLocalStorage<Arrival>())

/** Runs `act`, and all that follows from it, with what is known of the request's arrival. */
export function withArrival<T>(arrival: Arrival, act: () => T): T {
  return store.run(arrival, act)
}

/** By which of its raw headers a request says that a proxy passed it on, or null. */
export function forwardingHeader(headers: Headers): string | null {
  return FORWARDING.find((name) => headers.has(name)) ?? unlisted(headers)
}

/**
 * By which header a proxy passed this request on, or null. Next adds `X-Forwarded-*` of its own to every request, so under the front the raw
 * headers count; where no front has seen the request, its own headers do, and under Next alone every request counts as passed on.
 */
export function forwardedBy(request: Request): string | null {
  const seen = arrival()
  return seen ? seen.forwardedBy : forwardingHeader(request.headers)
}

/** The arrival of the request that is being answered; null where no front has seen it. */
export function arrival(): Arrival | null {
  return store.getStore() ?? null
}

/** Every other `X-Forwarded-...` of some proxy's own making. */
function unlisted(headers: Headers): string | null {
  return [...headers.keys()].find((name) => name.startsWith('x-forwarded-')) ?? null
}
