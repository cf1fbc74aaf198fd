import { randomUUID } from 'node:crypto'

/** An id chosen by a client or proxy is kept if it is safe in a log line: no spaces, quotes or line ends, limited length. */
const WELL_FORMED = /^[A-Za-z0-9._:-]{8,64}$/

/** The request's `x-request-id` if well formed, else a random one. */
export function requestIdOf(request: Request): string {
  return requestId(request.headers.get('x-request-id'))
}

/** The client's `x-request-id` if well formed, else a random id. */
export function requestId(given: string | null): string {
  return given !== null && WELL_FORMED.test(given) ? given : randomUUID()
}
