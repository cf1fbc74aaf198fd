import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { type ParsedRequest, isWriting } from '../request'

/** Only the `Host` header counts (lib/arrival/own-host.ts). */
const ANY_HOST = 'http://unknown.invalid'

/** A request as routes expect it. Its signal aborts when the client disconnects before the response. */
export function incomingRequest(asked: ParsedRequest, request: IncomingMessage, response: ServerResponse): Request {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const { method, path, query, headers } = asked
  const url = `${ANY_HOST}${path}${query === '' ? '' : `?${query}`}`
  const body = isWriting(method) ? (Readable.toWeb(request) as ReadableStream) : null
  return new Request(url, { method, headers, signal: gone.signal, ...(body ? { body, duplex: 'half' } : {}) })
}

/** Sends a route's response as it arrives: a stream continues until it ends or the client disconnects. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null) return void response.end()
  response.flushHeaders()
  try {
    await pipeline(Readable.fromWeb(answer.body as NodeStream<Uint8Array>), response)
  } catch (error) {
    // The client has disconnected, or the stream failed and logged it: the connection is closed either way.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') response.destroy()
  }
}
