import { allowOfMethods } from './allow'
import { AppError } from '@/lib/errors/app-error'
import { allowEveryone, preflightHeaders } from './cors'
import type { Route } from './declaration'
import { encoded } from './encoded'
import { problemResponse } from './problem'
import { requestIdOf } from './request-id'

/** Next's second argument for handlers: the dynamic parts of the path, or nothing (whatever its types say) if there are none. */
export interface RouteContext {
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>> | undefined>
}
export type Method = (request: Request, context: RouteContext) => Promise<Response>

/** All methods, for `route.ts` to export: unsupported ones return a problem instead of an empty 405. */
export interface Methods {
  readonly GET: Method
  readonly HEAD: Method
  readonly POST: Method
  readonly PUT: Method
  readonly PATCH: Method
  readonly DELETE: Method
  readonly OPTIONS: Method
}

/** The methods of one path: at most one route for GET and one for POST. */
export function serve(...routes: readonly Route[]): Methods {
  const get = routes.find(({ method }) => method === 'GET')
  const post = routes.find(({ method }) => method === 'POST')
  const allow = allowOfMethods(routes.map(({ method }) => method))
  const refuse: Method = async (request) => methodNotAllowed(request, allow, get !== undefined)
  const ask = (one: Route | undefined): Method =>
    one ? async (request, context) => encoded(await one.handle(request, (await context.params) ?? {}), request) : refuse
  return {
    GET: ask(get),
    HEAD: get ? async (request, context) => headOf(await ask(get)(request, context)) : refuse,
    POST: ask(post),
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: async () => new Response(null, { status: 204, headers: preflightHeaders(allow, get !== undefined) }),
  }
}

function headOf(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers })
}

function methodNotAllowed(request: Request, allow: string, readable: boolean): Response {
  const requestId = requestIdOf(request)
  const { pathname } = new URL(request.url)
  const error = new AppError({
    status: 405,
    code: 'method-not-allowed',
    detail: `${request.method} is not allowed here. Allowed: ${allow}.`,
    headers: { allow },
  })
  const response = problemResponse(error, { requestId, method: request.method, path: pathname })
  response.headers.set('x-request-id', requestId)
  if (readable) allowEveryone(response.headers)
  return response
}
