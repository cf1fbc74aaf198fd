import type { IncomingMessage } from 'node:http'

/**
 * Brings a request target in absolute form (`GET http://host/path`, as to a proxy) into the usual one. RFC 9112, 3.2.2: its host counts then, not the
 * header. Other forms are left as they are.
 */
export function straighten(request: IncomingMessage): void {
  const target = request.url ?? ''
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return
  const url = new URL(target)
  request.url = `${url.pathname}${url.search}`
  request.headers.host = url.host
}
