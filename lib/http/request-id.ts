import { randomUUID } from 'node:crypto'

/** An id that a client or proxy chose is kept if it can do no harm in a log line: no spaces, no quotes, no line ends, not endless. */
const WELL_FORMED = /^[A-Za-z0-9._:-]{8,64}$/

/** The request's own `x-request-id` when well formed, else a random one. */
export function requestIdOf(request: Request): string {
  return requestId(request.headers.get('x-request-id'))
}

/** What a client sent as `x-request-id` when well formed, else a random id. */
export function requestId(given: string | null): string {
  return given !== null && WELL_FORMED.test(given) ? given : randomUUID()
}
