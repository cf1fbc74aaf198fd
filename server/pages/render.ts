import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { inject, type Response } from 'light-my-request'
import { type StoredResponse, storedResponse } from '../cache/stored-response'

/** Renders pages. */
export type MakePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Headers that `inject` adds automatically. */
const NOT_ASKED = ['user-agent', 'connection', 'content-length']

/** The request for a page. */
export interface PageRequest {
  /** As sent. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

/** Renders a complete, uncompressed page in memory, even if the client disconnects. */
export async function renderPage({ url, headers }: PageRequest, make: MakePage): Promise<StoredResponse> {
  const made = await new Promise<Response>((resolve, reject) => {
    const act = (asked: IncomingMessage, response: ServerResponse) => {
      asked.url = url // as sent: a path such as //x is not a host
      for (const name of NOT_ASKED) if (headers[name] === undefined) delete asked.headers[name]
      make(asked, response).catch(reject)
    }
    // HEAD is rendered like GET; the sender drops the body.
    inject(act, { method: 'GET', url: '/', headers }).then(resolve, reject)
  })
  return storedResponse({
    status: made.statusCode,
    headers: Object.fromEntries(Object.entries(made.headers).map(([name, value]) => [name, textOf(value)])),
    body: made.rawPayload,
    name: null,
  })
}

const textOf = (value: number | string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : String(value ?? '')
