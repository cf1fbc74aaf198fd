import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { inject, type Response } from 'light-my-request'
import { type StoredResponse, storedResponse } from '../cache/stored-response'

/** What makes a page. */
export type MakePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What `inject` adds to the headers by itself. */
const NOT_ASKED = ['user-agent', 'connection', 'content-length']

/** What a page is asked for with. */
export interface PageRequest {
  /** As it was sent. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

/** Has a page made into memory, whole and not compressed, whatever becomes of the client. */
export async function renderPage({ url, headers }: PageRequest, make: MakePage): Promise<StoredResponse> {
  const made = await new Promise<Response>((resolve, reject) => {
    const act = (asked: IncomingMessage, response: ServerResponse) => {
      asked.url = url // as it was sent: a path such as //x is not a host
      for (const name of NOT_ASKED) if (headers[name] === undefined) delete asked.headers[name]
      make(asked, response).catch(reject)
    }
    // HEAD is answered with what GET would say, by whoever sends it.
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
