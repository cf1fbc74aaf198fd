import type { IncomingMessage, ServerResponse } from 'node:http'
import { codingFor } from '@/lib/http/encoding'
import { etagOf, matchingTag } from '@/lib/http/etag'
import { requestId } from '@/lib/http/request-id'
import type { StoredResponse } from './stored-response'

/** Sends a stored response to one client: compressed as it accepts, without a body for a match of the ETag or for HEAD. */
export function sendStored(stored: StoredResponse, request: IncomingMessage, response: ServerResponse): void {
  const { name, status, body } = stored
  const headers: Record<string, string> = { ...stored.headers }
  // What went wrong was made for this reader alone: the body and the log have its id.
  if (status === 200 && headers['x-request-id'] !== undefined)
    headers['x-request-id'] = requestId(oneOf(request.headers['x-request-id']))
  const coding = codingFor(oneOf(request.headers['accept-encoding']), stored.codings)
  if (name !== null && status === 200) {
    const etag = etagOf(name, coding ?? 'identity')
    const known = matchingTag(oneOf(request.headers['if-none-match']), etag)
    headers['etag'] = known ?? etag
    if (known !== null) {
      delete headers['content-type']
      response.writeHead(304, headers)
      return void response.end()
    }
  }
  const sent = coding === null ? body : stored.packed(coding)
  if (coding !== null) headers['content-encoding'] = coding
  headers['content-length'] = String(sent.length)
  response.writeHead(status, headers)
  response.end(request.method === 'HEAD' ? undefined : sent)
}

const oneOf = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? value.join(', ') : (value ?? null)
