import { AppError } from '@/lib/errors/app-error'
import { allowEveryone } from '@/lib/http/cors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'
import type { Method, Methods } from '@/lib/http/serve'

/** A program that mistypes a URL gets problem+json, not an HTML page. */
const answer: Method = async (request) => {
  const requestId = requestIdOf(request)
  const { pathname } = new URL(request.url)
  const error = new AppError({
    status: 404,
    code: 'unknown-path',
    detail: `There is no ${JSON.stringify(pathname.slice(0, 200))} in this API. /api/v1/openapi.json lists all paths.`,
  })
  const response = problemResponse(error, { requestId, method: request.method, path: pathname })
  response.headers.set('x-request-id', requestId)
  allowEveryone(response.headers)
  return request.method === 'HEAD'
    ? new Response(null, { status: response.status, headers: response.headers })
    : response
}

/** Every method of every path under /api without a route. */
export const unknownPath: Methods = {
  GET: answer,
  HEAD: answer,
  POST: answer,
  PUT: answer,
  PATCH: answer,
  DELETE: answer,
  OPTIONS: answer,
}
