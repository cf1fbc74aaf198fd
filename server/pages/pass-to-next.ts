import { forwardingHeader, withArrival } from '@/lib/arrival/arrival'
import { beforeHeaders } from '../before-headers'
import type { Incoming } from '../incoming'
import { failureResponse } from '../failure'
import { pageOrFailure } from '../page-or-failure'
import { freshNonce, securityHeaders } from '../policy'
import { prepareForNext } from '../prepare'

/** Passes a request to Next, which streams its response: files of the build, and forms. */
export function passToNext({ asked, request, response, pages, hashes }: Incoming): Promise<void> {
  const nonce = freshNonce()
  let pageStatus = 200
  beforeHeaders(response, (given) => {
    const status = given === 200 ? pageStatus : given
    const contentType = String(response.getHeader('content-type') ?? '')
    const open = response.getHeader('access-control-allow-origin') === '*'
    const headers = securityHeaders({ path: asked.path, status, contentType, open }, { nonce, hashes })
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return status
  })
  const arrival = {
    forwardedBy: forwardingHeader(asked.headers),
    answerAs: (status: number) => void (pageStatus = status),
  }
  return withArrival(arrival, () => {
    prepareForNext(request.headers, asked, nonce)
    return pageOrFailure(
      response,
      () => pages(request, response),
      (cause) => failureResponse(cause, asked),
    )
  })
}
