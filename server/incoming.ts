import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResponseCache } from './cache/response-cache'
import type { InlineHashes } from './inline-hashes'
import type { ParsedRequest } from './request'

/** What answers the requests that the front does not answer itself: Next's handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A request on its way through the front, and what it needs there. */
export interface Incoming {
  readonly asked: ParsedRequest
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly pages: Handler
  readonly hashes: InlineHashes
  readonly cache: ResponseCache
}
