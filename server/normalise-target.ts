import type { IncomingMessage } from 'node:http'

/**
 * Rewrites a request target in absolute form (`GET http://host/path`, as sent to a proxy) as path and query. RFC 9112, 3.2.2: its host then replaces
 * that of the header. Other forms are left unchanged.
 */
export function normaliseTarget(request: IncomingMessage): void {
  const target = request.url ?? ''
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return
  const url = new URL(target)
  request.url = `${url.pathname}${url.search}`
  request.headers.host = url.host
}
