import type { IncomingMessage, ServerResponse } from 'node:http'
import { inject, type Response } from 'light-my-request'
import { type StoredResponse, storedResponse } from '../cache/stored-response'

/** What makes a page. */
export type MakePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Headers that are for the connection, or that ask for less than the page. */
const NOT_OF_THE_PAGE = [
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
  'range',
  'connection',
  'content-length',
]

/** Has a page made into memory, whole and not compressed, whatever becomes of the client. */
export async function renderPage(request: IncomingMessage, make: MakePage): Promise<StoredResponse> {
  const headers = { ...request.headers }
  for (const name of NOT_OF_THE_PAGE) delete headers[name]
  const made = await new Promise<Response>((resolve, reject) => {
    const act = (asked: IncomingMessage, response: ServerResponse) => {
      asked.url = request.url ?? '/' // as it was sent: a path such as //x is not a host
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
