import type { AppError } from '@/lib/errors/app-error'
import { allowEveryone } from '@/lib/http/cors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'
import { securityHeaders } from './policy'
import { type RetryTarget, REFUSAL_POLICY, refusalPage } from './refusal-page'
import { type ParsedRequest, isApi, isWriting } from './request'

/** A refusal as a response with all headers: problem+json under /api, a small page elsewhere, no body for HEAD. */
export function refusalResponse(error: AppError, asked: ParsedRequest): Response {
  const { method, path, headers } = asked
  const requestId = requestIdOf(new Request('http://unknown.invalid', { headers }))
  const response = isApi(path)
    ? problemResponse(error, { requestId, method, path })
    : pageResponse(error, requestId, againOf(error, asked))
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

function pageResponse(error: AppError, requestId: string, again: RetryTarget | null): Response {
  const refresh: Record<string, string> = again === null ? {} : { refresh: String(again.seconds) }
  const headers = {
    ...error.headers,
    ...refresh,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  }
  return new Response(refusalPage(error, requestId, again), { status: error.status, headers })
}

/** A page that could not be read reloads itself; one that received a form does not, because reloading would send the form again or lose it. */
function againOf({ status, headers }: AppError, { method, path, query }: ParsedRequest): RetryTarget | null {
  const seconds = Number(headers['retry-after'])
  if (status !== 503 || !(seconds > 0) || isWriting(method)) return null
  // Two slashes would point to another host.
  const address = path.replace(/^\/+/, '/')
  return { seconds, address: query === '' ? address : `${address}?${query}` }
}
