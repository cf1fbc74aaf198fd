import type { AppError } from '@/lib/http/app-error'
import { allowEveryone } from '@/lib/http/cors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'
import { securityHeaders } from './policy'
import { REFUSAL_POLICY, refusalPage } from './refusal-page'
import { isWriting } from './refuse/origin'
import { type Asked, isApi } from './request'

/** A refusal as an answer with all its headers: problem+json under /api, a small page elsewhere, no body for HEAD. */
export function refusalResponse(error: AppError, { method, path, headers }: Asked): Response {
  const requestId = requestIdOf(new Request('http://unknown.invalid', { headers }))
  const response = isApi(path) ? problemResponse(error, { requestId, method, path }) : pageResponse(error, requestId)
  response.headers.set('x-request-id', requestId)
  if (isApi(path) && !isWriting(method)) allowEveryone(response.headers)
  return secured(method === 'HEAD' ? new Response(null, response) : response, path)
}

/** Adds the security headers to an answer of the front's own. */
export function secured(response: Response, path: string): Response {
  const contentType = response.headers.get('content-type') ?? ''
  const open = response.headers.get('access-control-allow-origin') === '*'
  const policy = contentType.startsWith('text/html') ? { policy: REFUSAL_POLICY } : {}
  for (const [name, value] of Object.entries(securityHeaders({ path, status: response.status, contentType, open, ...policy }))) response.headers.set(name, value)
  return response
}

function pageResponse(error: AppError, requestId: string): Response {
  const headers = { ...error.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(refusalPage(error, requestId), { status: error.status, headers })
}
