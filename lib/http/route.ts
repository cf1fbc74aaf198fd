import { ZodError, z } from 'zod'
import { unlessFrozen } from '@/lib/database-health'
import { readBody } from './body'
import { allowEveryone } from './cors'
import { idempotently, type StoredResult } from '@/lib/limits/idempotency'
import { idempotencyKeyOf } from '@/lib/limits/idempotency-key'
import { limitHeadersOf } from '@/lib/limits/limit-writes'
import {
  type Context,
  isOpenRead,
  isOpenWrite,
  isOperatorRead,
  isOwnRead,
  type Route,
  type RouteDeclaration,
  type RouteFacts,
  type RouteResult,
} from './declaration'
import { guarded, guardedForAnyone, guardedForOperator, guardedRead } from './guard'
import { invalidInput, problemResponse } from './problem'
import { parseQuery } from './query'
import { requestIdOf } from './request-id'
import { respond } from './respond'

type PathParams = Readonly<Record<string, string | string[] | undefined>>

/** Data of the registry itself does not match its schema: our fault, so it must not reach the client as `invalid-input`. */
class BadResult extends Error {
  constructor(name: string, cause: ZodError) {
    super(`The response of the route ${name} does not match its schema.`, { cause })
  }
}

/**
 * Creates a route from its declaration: input is parsed and limited, the response is validated by the route's schema, every
 * error becomes problem+json. The OpenAPI document is generated from the same declaration.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  declaration: RouteDeclaration<P, Q, B>,
): Route {
  if (declaration.body && !declaration.limits)
    throw new Error(`The route ${declaration.name} takes a body and needs limits.maxBodyBytes.`)
  const { handler: _handler, limits: _limits, ...facts } = declaration
  return { ...facts, handle: (request, params) => handle(declaration, request, params) }
}

async function handle<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  declaration: RouteDeclaration<P, Q, B>,
  request: Request,
  params: PathParams,
): Promise<Response> {
  const requestId = requestIdOf(request)
  const { pathname, searchParams } = new URL(request.url)
  const finish = (response: Response): Response => {
    response.headers.set('x-request-id', requestId)
    for (const [name, value] of Object.entries(limitHeadersOf(request))) response.headers.set(name, value)
    if (declaration.method === 'GET' && declaration.auth === 'anyone') allowEveryone(response.headers)
    return response
  }
  try {
    const parse = async () => ({ ...(await readInput(declaration, request, params, searchParams)), request, requestId })
    const handled = () =>
      declaration.answersOutage
        ? act(declaration, request, parse)
        : unlessFrozen(() => act(declaration, request, parse))
    return finish(respond(declaration, request, await handled()))
  } catch (error) {
    return finish(
      problemResponse(error instanceof ZodError ? new BadResult(declaration.name, error) : error, {
        requestId,
        method: request.method,
        path: pathname,
      }),
    )
  }
}

/** Parses the client's input. Only here is a schema error the client's fault. */
async function readInput<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  ...input: Parameters<typeof parseInput<P, Q, B>>
): ReturnType<typeof parseInput<P, Q, B>> {
  try {
    return await parseInput(...input)
  } catch (error) {
    throw error instanceof ZodError ? invalidInput(error) : error
  }
}

/** The guard comes before the body: a forbidden request is refused unread. */
async function act<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  declaration: RouteDeclaration<P, Q, B>,
  request: Request,
  parse: () => Promise<Context<z.output<P>, z.output<Q>, z.output<B>>>,
): Promise<RouteResult> {
  if (isOpenRead(declaration)) return declaration.handler(await parse())
  if (isOpenWrite(declaration))
    return guardedForAnyone(request, async (sender) => declaration.handler({ ...(await parse()), ...sender }))
  if (isOperatorRead(declaration)) return guardedForOperator(request, async () => declaration.handler(await parse()))
  if (isOwnRead(declaration))
    return guardedRead(declaration.auth, request, async (caller) =>
      declaration.handler({ ...(await parse()), ...caller }),
    )
  return guarded(declaration, request, async (caller) => {
    const key = idempotencyKeyOf(request.headers)
    const context = { ...(await parse()), ...caller }
    if (key === null) return declaration.handler(context)
    const keyed = {
      accountId: caller.account.id,
      key,
      method: request.method,
      path: new URL(request.url).pathname,
      body: context.body,
    }
    return again(await idempotently(keyed, async () => keepable(declaration, await declaration.handler(context))))
  })
}

/** A response as stored for its `Idempotency-Key`, validated like any other. */
function keepable(declaration: RouteFacts, result: RouteResult): StoredResult {
  const { status = 200 } = result
  const schema = declaration.response[status]?.schema
  if (!schema || !('body' in result))
    throw new Error(
      `The route ${declaration.name} returned ${status} with a body that cannot be stored for an Idempotency-Key.`,
    )
  return { status, body: `${JSON.stringify(schema.parse(result.body))}\n`, location: result.headers?.location ?? null }
}

function again({ status, body, location }: StoredResult): RouteResult {
  return { status, text: body, name: '', ...(location === null ? {} : { headers: { location } }) }
}

async function parseInput<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  declaration: RouteDeclaration<P, Q, B>,
  request: Request,
  rawParams: PathParams,
  search: URLSearchParams,
): Promise<Omit<Context<z.output<P>, z.output<Q>, z.output<B>>, 'request' | 'requestId'>> {
  // Omitted parts of a declaration become empty objects, and its handler does not use the types P, Q and B.
  const params = (declaration.params ?? z.object({})).parse(rawParams) as z.output<P>
  const query = parseQuery(declaration.query ?? z.object({}), search) as z.output<Q>
  const limit = declaration.limits?.maxBodyBytes ?? 0
  const body = (declaration.body ? await readBody(request, declaration.body, limit) : undefined) as z.output<B>
  return { params, query, body }
}
