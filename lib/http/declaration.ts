import type { z } from 'zod'
import type { AccountAuth, Auth } from '@/lib/accounts/auth'
import type { Caller, Sender } from './guard'
import type { Tags } from './tags'

/** How long a response may be reused. Every kind of GET has an ETag, so revalidating costs only headers. */
export const CACHE = {
  /** Records and lists: programs that page through the index hit the cache, people see a change within seconds. */
  public: 'public, max-age=10, must-revalidate',
  /** Immutable resources: a version of a record by number, a document by its hash. Caches treat a year as forever. */
  immutable: 'public, max-age=31536000, immutable',
  /** Resources that are watched while they change. */
  live: 'public, max-age=0, must-revalidate',
  /** Errors, responses to POST, and anything that depends on the caller. */
  never: 'no-store',
  /** Events: a compressing server (such as Next's) buffers them, and a reader waits for minutes. */
  events: 'no-store, no-transform',
} as const
export type CacheKind = keyof typeof CACHE

/** One response that a route can return, with its schema; `null` without a body. */
export interface ResponseDeclaration {
  readonly description: string
  readonly schema: z.ZodType | null
  readonly contentType?:
    'application/json' | 'application/schema+json' | 'text/event-stream' | 'text/csv' | 'text/plain'
  /** Whether it is sent while it is made: then it has no ETag. */
  readonly streamed?: boolean
  /** Other content types that a handler may send in its place, as text written before. */
  readonly alsoAs?: readonly string[]
  /** Headers beyond those of every response: name to description. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A handler's input, validated by its schemas. */
export interface Context<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: Request
  readonly requestId: string
}

/** A result in JSON: `body` must fit the schema declared for `status` (200 if not given). */
export interface JsonResult {
  readonly status?: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A streaming response; `open` is not called for HEAD. */
export interface EventsResult {
  readonly status?: number
  readonly open: () => ReadableStream<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
}

/** A response that was written before and is sent unchanged: a version of a record, a document named by its hash. Not checked against the current schema. */
export interface WrittenResult {
  readonly status?: number
  readonly text: string
  /** Permanent name of these bytes; quoted, it is their ETag. */
  readonly name: string
  /** Instead of the route's own. */
  readonly cache?: CacheKind
  /** Instead of the declared one: one of `alsoAs`. */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type RouteResult = JsonResult | EventsResult | WrittenResult

/** The public part of a route: enough to document it. */
export interface RouteFacts {
  /** Unique; the operation's id in the OpenAPI document. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** As in OpenAPI: `/api/v1/weights/{id}`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly auth: Auth
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** By status. */
  readonly response: Readonly<Record<number, ResponseDeclaration>>
  /** Statuses of problems that the handler itself may return; those of every route are added. */
  readonly problems?: readonly number[]
  /** True for a route that handles an unavailable database itself. */
  readonly answersOutage?: boolean
  readonly cache: CacheKind
  /** What a cacheable response depends on: the front keeps it until one of these changes. Default: anything. */
  readonly tags?: (params: Readonly<Record<string, string>>) => Tags
}

interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends RouteFacts {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly limits?: { readonly maxBodyBytes: number }
}

/** A route open to everyone: it only reads, and does not know the caller, so that its response cannot depend on it. */
export interface ReadDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Declared<
  P,
  Q,
  B
> {
  readonly method: 'GET'
  readonly auth: 'anyone'
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>>): Promise<RouteResult>
}

/** A route that shows an account what is its own: never cached, and closed to scripts of other sites. */
export interface OwnReadDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Declared<
  P,
  Q,
  B
> {
  readonly method: 'GET'
  readonly auth: AccountAuth
  readonly cache: 'never'
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>> & Caller): Promise<RouteResult>
}

/** A route for those who run the registry: like one that shows an account what is its own. */
export interface OperatorReadDeclaration<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
> extends Declared<P, Q, B> {
  readonly method: 'GET'
  readonly auth: 'operator'
  readonly cache: 'never'
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>>): Promise<RouteResult>
}

/** A route by which somebody without an account begins to sign in. */
export interface OpenWriteDeclaration<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
> extends Declared<P, Q, B> {
  readonly method: Exclude<RouteFacts['method'], 'GET'>
  readonly auth: 'anyone'
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>> & Sender): Promise<RouteResult>
}

/** A route that changes something: its handler receives the account that passed the guard. */
export interface WriteDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Declared<
  P,
  Q,
  B
> {
  readonly method: Exclude<RouteFacts['method'], 'GET'>
  readonly auth: AccountAuth
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>> & Caller): Promise<RouteResult>
}

/** A complete route: its public part, its limits and its handler. */
export type RouteDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> =
  | ReadDeclaration<P, Q, B>
  | OwnReadDeclaration<P, Q, B>
  | OperatorReadDeclaration<P, Q, B>
  | OpenWriteDeclaration<P, Q, B>
  | WriteDeclaration<P, Q, B>

type Any<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = RouteDeclaration<P, Q, B>

export const isOpenRead = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  one: Any<P, Q, B>,
): one is ReadDeclaration<P, Q, B> => one.method === 'GET' && one.auth === 'anyone'

export const isOwnRead = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  one: Any<P, Q, B>,
): one is OwnReadDeclaration<P, Q, B> => one.method === 'GET' && one.auth !== 'anyone' && one.auth !== 'operator'

export const isOperatorRead = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  one: Any<P, Q, B>,
): one is OperatorReadDeclaration<P, Q, B> => one.auth === 'operator'

export const isOpenWrite = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  one: Any<P, Q, B>,
): one is OpenWriteDeclaration<P, Q, B> => one.method !== 'GET' && one.auth === 'anyone'

/** A callable route: `handle` always resolves to a response, never rejects. */
export interface Route extends RouteFacts {
  handle(request: Request, params: Readonly<Record<string, string | string[] | undefined>>): Promise<Response>
}
