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

/** Has a page made into memory, or what is said in its place when the database is away. */
export async function makePage({ asked, request, pages, hashes }: Incoming): Promise<MadePage> {
  const nonce = freshNonce()
  let pageStatus = 200
  let refused = false
  const arrival = {
    forwardedBy: forwardingHeader(asked.headers),
    answerAs: (status: number) => void (pageStatus = status),
  }
  const made = await renderPage(request, (inner, response) =>
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
  const headers = { ...made.headers, ...lowerCased(securityHeaders(facts, { nonce, hashes })) }
  return { page: storedResponse({ ...made, status, headers }), nonce }
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
