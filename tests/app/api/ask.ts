import { expectPublished } from './contract'
import { dispatch } from './router'

const ORIGIN = 'http://localhost:3000'

/** Asks the API as a program does. Every answer is checked against the published OpenAPI document before the test sees it. */
export async function ask(pathAndQuery: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(pathAndQuery, ORIGIN), init)
  const { method } = request
  const response = await dispatch(request)
  const { pathname } = new URL(pathAndQuery, ORIGIN)
  const streams = response.headers.get('content-type') === 'text/event-stream'
  if (method !== 'OPTIONS' && !streams) await expectPublished(method, pathname, response)
  if (method !== 'OPTIONS') expect(response.headers.get('x-request-id')).toMatch(/\S/)
  return response
}

/** Sends JSON. */
export function post(pathname: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  if (body === undefined) return ask(pathname, { method: 'POST', headers })
  return ask(pathname, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** Asks twice, and expects the second answer to say that nothing changed. Resolves to the first. */
export async function askTwice(pathAndQuery: string): Promise<Response> {
  const first = await ask(pathAndQuery)
  const etag = first.headers.get('etag')
  expect(etag).toMatch(/^"[\w./-]+"$/)
  const second = await ask(pathAndQuery, { headers: { 'if-none-match': String(etag) } })
  expect([second.status, second.headers.get('etag'), await second.text()]).toEqual([304, etag, ''])
  return first
}
