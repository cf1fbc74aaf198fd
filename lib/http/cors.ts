/** Response headers that scripts of other sites may read. */
const EXPOSED = 'etag, link, retry-after, x-request-id'
/** Request headers that such scripts may send, beyond the safelisted ones. */
const ALLOWED = 'if-none-match, last-event-id, x-request-id'
/** Browsers may cache this for a day; what is public stays public. */
const PREFLIGHT_SECONDS = 86_400

/** Lets scripts of every site read this response. It does not depend on the caller, and credentials are not allowed. */
export function allowEveryone(headers: Headers): void {
  headers.set('access-control-allow-origin', '*')
  headers.set('access-control-expose-headers', EXPOSED)
}

/** Preflight response for scripts of other sites: reading is allowed, changing is not. */
export function preflightHeaders(allow: string, readable: boolean): Headers {
  const headers = new Headers({ allow })
  if (!readable) return headers
  allowEveryone(headers)
  headers.set('access-control-allow-methods', 'GET, HEAD')
  headers.set('access-control-allow-headers', ALLOWED)
  headers.set('access-control-max-age', String(PREFLIGHT_SECONDS))
  return headers
}
