import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResponseCache } from './cache/response-cache'
import type { BuiltFiles } from './files/built-files'
import type { InlineHashes } from './inline-hashes'
import type { ParsedRequest } from './request'

/** The handler of requests that the front does not answer itself: Next's. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A request in the front, with its context. */
export interface Incoming {
  readonly asked: ParsedRequest
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly pages: Handler
  readonly hashes: InlineHashes
  readonly files: BuiltFiles
  readonly cache: ResponseCache
}
