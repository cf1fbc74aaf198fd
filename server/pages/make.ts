import type { IncomingHttpHeaders } from 'node:http'
import { forwardingHeader, withArrival } from '@/lib/arrival/arrival'
import { type StoredResponse, storedResponse } from '../cache/stored-response'
import type { Incoming } from '../incoming'
import { pageOrOutage } from '../page-or-outage'
import { freshNonce, securityHeaders } from '../policy'
import { prepareForNext } from '../prepare'
import { refusalResponse } from '../refusal'
import { renderPage } from './render'

/** A page as Next has made it, with the security headers of one reader's copy. */
export interface MadePage {
  readonly page: StoredResponse
  /** Of the inline scripts in it that are Next's own. */
  readonly nonce: string
}

/** Headers that are for the connection, or that ask for less than the page. */
const NOT_OF_THE_PAGE = new Set([
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
  'range',
  'connection',
  'content-length',
])

/** Has a page made for the reader who asks. */
export function makeOwnPage(incoming: Incoming): Promise<MadePage> {
  const asked = Object.entries(incoming.request.headers).filter(([name]) => !NOT_OF_THE_PAGE.has(name))
  return makePage(incoming, Object.fromEntries(asked), forwardingHeader(incoming.asked.headers))
}

/**
 * Has a page made for everyone: from what it is kept by, and from nothing else that its first reader sent. Nobody in particular asks for it, so that nobody
 * is taken for `local`.
 */
export function makeSharedPage(incoming: Incoming): Promise<MadePage> {
  const { host, cookie } = incoming.request.headers
  return makePage(incoming, { host, ...(cookie === undefined ? {} : { cookie }) }, 'a page for everyone')
}

/** Has a page made into memory, or what is said in its place when the database is away. */
async function makePage(
  { asked, request, pages, hashes }: Incoming,
  headers: IncomingHttpHeaders,
  forwardedBy: string | null,
): Promise<MadePage> {
  const nonce = freshNonce()
  let pageStatus = 200
  let refused = false
  const arrival = { forwardedBy, answerAs: (status: number) => void (pageStatus = status) }
  const made = await renderPage({ url: request.url ?? '/', headers }, (inner, response) =>
    withArrival(arrival, () => {
      prepareForNext(inner.headers, asked, nonce)
      return pageOrOutage(
        response,
        () => pages(inner, response),
        (outage) => {
          refused = true // such an answer brings its headers
          return refusalResponse(outage, asked)
        },
      )
    }),
  )
  if (refused) return { page: made, nonce }
  const status = made.status === 200 ? pageStatus : made.status
  const facts = { path: asked.path, status, contentType: made.headers['content-type'] ?? '', open: false }
  const secured = { ...made.headers, ...lowerCased(securityHeaders(facts, { nonce, hashes })) }
  return { page: storedResponse({ ...made, status, headers: secured }), nonce }
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
