import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type Arrival, forwardingHeader, withArrival } from '@/lib/arrival/arrival'
import { type StoredResponse, storedResponse } from '../cache/stored-response'
import type { Incoming } from '../incoming'
import { failureResponse } from '../failure'
import { pageOrFailure } from '../page-or-failure'
import { freshNonce, securityHeaders } from '../policy'
import { prepareForNext } from '../prepare'
import { renderPage } from './render'

/** A page rendered by Next, with the security headers of one reader's copy. */
export interface MadePage {
  readonly page: StoredResponse
  /** Nonce of Next's own inline scripts in it. */
  readonly nonce: string
  /** It is not the same for everyone after all: it is to be rendered for each reader. */
  readonly left: boolean
}

/** Headers of the connection, or that request less than the page. */
const NOT_OF_THE_PAGE = new Set([
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
  'range',
  'connection',
  'content-length',
])

/** Renders a page for the requesting reader. */
export function makeOwnPage(incoming: Incoming): Promise<MadePage> {
  const asked = Object.entries(incoming.request.headers).filter(([name]) => !NOT_OF_THE_PAGE.has(name))
  return makePage(incoming, Object.fromEntries(asked), { forwardedBy: forwardingHeader(incoming.asked.headers) })
}

/**
 * Renders a page for everyone: only from what the cache key covers, and nothing else that its first reader sent. The request is anonymous, so that nobody
 * counts as `local`.
 */
export async function makeSharedPage(incoming: Incoming): Promise<MadePage> {
  const { host, cookie } = incoming.request.headers
  let left = false
  const arrival = { forwardedBy: 'a page for everyone', leaveToReader: () => void (left = true) }
  const made = await makePage(incoming, { host, ...(cookie === undefined ? {} : { cookie }) }, arrival)
  return { ...made, left }
}

/** Has a page made into memory, or what is said in its place when it broke. */
async function makePage(
  { asked, request, pages, hashes }: Incoming,
  headers: IncomingHttpHeaders,
  arrived: Arrival,
): Promise<MadePage> {
  const nonce = freshNonce()
  let pageStatus = 200
  let failed = false
  const arrival = { ...arrived, answerAs: (status: number) => void (pageStatus = status) }
  const made = await renderPage({ url: request.url ?? '/', headers }, (inner, response) =>
    withArrival(arrival, () => {
      prepareForNext(inner.headers, asked, nonce)
      return pageOrFailure(
        response,
        () => pages(inner, response),
        (cause) => {
          failed = true // such an answer brings its headers
          return failureResponse(cause, asked)
        },
      )
    }),
  )
  if (failed) return { page: made, nonce, left: false }
  const status = made.status === 200 ? pageStatus : made.status
  const facts = { path: asked.path, status, contentType: made.headers['content-type'] ?? '', open: false }
  const secured = { ...made.headers, ...lowerCased(securityHeaders(facts, { nonce, hashes })) }
  const name = nameOf(status, secured, made.body)
  return { page: storedResponse({ ...made, status, headers: secured, name }), nonce, left: false }
}

/** A file that may be stored, such as a feed, is named by its content. A page has a nonce, so that no two are the same. */
function nameOf(status: number, headers: Readonly<Record<string, string>>, body: Buffer): string | null {
  const isFile = status === 200 && !headers['content-type']?.startsWith('text/html')
  if (!isFile || headers['cache-control']?.includes('no-store')) return null
  return createHash('sha256').update(body).digest('base64url')
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
