import type { AppError } from '@/lib/errors/app-error'
import { allowEveryone } from '@/lib/http/cors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'
import { readTheme, THEME_COOKIE, type Theme } from '@/lib/theme'
import { securityHeaders } from './policy'
import { type RetryTarget, type Occasion, REFUSAL_POLICY, refusalPage } from './refusal-page'
import { type ParsedRequest, isApi, isWriting } from './request'

/** A refusal as a response with all headers: problem+json under /api, a small page elsewhere, no body for HEAD. */
export function refusalResponse(error: AppError, asked: ParsedRequest): Response {
  const { method, path, headers } = asked
  const requestId = requestIdOf(new Request('http://unknown.invalid', { headers }))
  const response = isApi(path)
    ? problemResponse(error, { requestId, method, path })
    : pageResponse(error, { requestId, again: againOf(error, asked), theme: themeOf(headers) })
  response.headers.set('x-request-id', requestId)
  if (isApi(path) && !isWriting(method)) allowEveryone(response.headers)
  return secured(method === 'HEAD' ? new Response(null, response) : response, path)
}

/** Adds the security headers to a response of the front itself. */
export function secured(response: Response, path: string): Response {
  const contentType = response.headers.get('content-type') ?? ''
  const open = response.headers.get('access-control-allow-origin') === '*'
  const policy = contentType.startsWith('text/html') ? { policy: REFUSAL_POLICY } : {}
  for (const [name, value] of Object.entries(
    securityHeaders({ path, status: response.status, contentType, open, ...policy }),
  ))
    response.headers.set(name, value)
  return response
}

function pageResponse(error: AppError, occasion: Occasion): Response {
  const { again } = occasion
  const refresh: Record<string, string> = again?.seconds == null ? {} : { refresh: String(again.seconds) }
  const headers = {
    ...error.headers,
    ...refresh,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  }
  return new Response(refusalPage(error, occasion), { status: error.status, headers })
}

/** A page that could not be read just now asks for itself again, and one that broke may be; one that was sent something is not, for that would send it again, or lose it. */
function againOf({ status, headers }: AppError, { method, path, query }: ParsedRequest): RetryTarget | null {
  const wait = Number(headers['retry-after'])
  const seconds = status === 503 && wait > 0 ? wait : null
  if ((seconds === null && status !== 500) || isWriting(method)) return null
  // Two slashes would lead to another host.
  const address = path.replace(/^\/+/, '/')
  return { seconds, address: query === '' ? address : `${address}?${query}` }
}

/** What its reader chose on a page of the site. */
function themeOf(headers: Headers): Theme | null {
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('='))
  return readTheme(pairs.find(([name]) => name === THEME_COOKIE)?.[1])
}
