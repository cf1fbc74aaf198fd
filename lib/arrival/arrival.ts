import { AsyncLocalStorage } from 'node:async_hooks'

/** Facts known only where a request arrives, before a framework adds headers of its own. */
export interface Arrival {
  /** The header by which a proxy says that it forwarded the request, such as `X-Forwarded-For`; null when it came directly. */
  readonly forwardedBy: string | null
  /** Sets another status than 200 for a page that renders without error. */
  readonly answerAs?: (status: number) => void
  /** Only while a page is rendered for everyone: has it rendered again, for the reader who asks. */
  readonly leaveToReader?: () => void
}

/** Headers that proxies add; a direct client sends none of them. */
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

/** On the global object: the front and Next's bundles each load this file and must share one store. */
const KEY = Symbol.for('superweights.arrival')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Arrival> }
const store = (shared[KEY] ??= new AsyncLocalStorage<Arrival>())

/** Runs `act` and everything it calls with the facts of the request's arrival. */
export function withArrival<T>(arrival: Arrival, act: () => T): T {
  return store.run(arrival, act)
}

/** The raw header by which a proxy says that it forwarded the request, or null. */
export function forwardingHeader(headers: Headers): string | null {
  return FORWARDING.find((name) => headers.has(name)) ?? unlisted(headers)
}

/**
 * The header by which a proxy forwarded this request, or null. Next adds its own `X-Forwarded-*` to every request, so behind the front the
 * raw headers count; without the front the request's headers do, and then every request under Next counts as forwarded.
 */
export function forwardedBy(request: Request): string | null {
  const seen = arrival()
  return seen ? seen.forwardedBy : forwardingHeader(request.headers)
}

/** The arrival of the current request; null without the front. */
export function arrival(): Arrival | null {
  return store.getStore() ?? null
}

/**
 * Whether a page must not be rendered now, because it would be stored for everyone: it returns nothing, and is rendered again for the reader who asks, with
 * that reader's address.
 */
export function leftToReader(): boolean {
  const leave = arrival()?.leaveToReader
  leave?.()
  return leave !== undefined
}

/** Any other `X-Forwarded-...` that a proxy may add. */
function unlisted(headers: Headers): string | null {
  return [...headers.keys()].find((name) => name.startsWith('x-forwarded-')) ?? null
}
