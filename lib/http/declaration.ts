import type { z } from 'zod'
import type { AccountAuth, Auth } from '@/lib/accounts/auth'
import type { Caller } from './guard'
import type { Tags } from './tags'

/** How long an answer may be reused. Every kind of GET has an ETag, so asking again costs a header. */
export const CACHE = {
  /** Records and lists: programs that page through the index meet the cache, people see a change within seconds. */
  public: 'public, max-age=10, must-revalidate',
  /** What its address names for good: a version of a record by number, a document by its hash. A year is what caches take for ever. */
  immutable: 'public, max-age=31536000, immutable',
  /** What somebody watches while it changes. */
  live: 'public, max-age=0, must-revalidate',
  /** Errors, answers to POST, and anything that depends on who asks. */
  never: 'no-store',
  /** Events: whoever compresses them (Next's server does) collects them first, and a reader waits for minutes. */
  stream: 'no-store, no-transform',
} as const
export type CacheKind = keyof typeof CACHE

/** One answer that a route can give, as its schema; `null` for an answer without a body. */
export interface ResponseDeclaration {
  readonly description: string
  readonly schema: z.ZodType | null
  readonly contentType?: 'application/json' | 'application/schema+json' | 'text/event-stream'
  /** Headers beyond those of every answer: name to description. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What a handler gets: input that its schemas have accepted. */
export interface Context<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: Request
  readonly requestId: string
}

/** An answer in JSON: `body` must fit the schema declared for `status` (200 if not given). */
export interface JsonAnswer {
  readonly status?: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that goes on; `open` is not called when only the headers are asked for. */
export interface StreamAnswer {
  readonly status?: number
  readonly open: () => ReadableStream<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that was written before and goes out as it stands: a version of a record, a document that is named by its hash. Not checked against today's schema. */
export interface WrittenAnswer {
  readonly status?: number
  readonly text: string
  /** Names these bytes for good; quoted, it is their ETag. */
  readonly name: string
  /** Instead of the route's own. */
  readonly cache?: CacheKind
  readonly headers?: Readonly<Record<string, string>>
}

export type Answer = JsonAnswer | StreamAnswer | WrittenAnswer

/** What is public about a route: enough to document it. */
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
  /** Statuses of the problems that the handler itself may answer; those that every route has are added. */
  readonly problems?: readonly number[]
  /** True for a route that has an answer of its own when the database gives none. */
  readonly answersOutage?: boolean
  readonly cache: CacheKind
  /** What an answer that may be cached is made from: the front keeps it until one of these changes. Anything, unless told. */
  readonly tags?: (params: Readonly<Record<string, string>>) => Tags
}

interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends RouteFacts {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly limits?: { readonly maxBodyBytes: number }
}

/** A route that anyone may call only reads, and is not told who asks, so that its answer cannot depend on it. */
export interface ReadDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Declared<
  P,
  Q,
  B
> {
  readonly method: 'GET'
  readonly auth: 'anyone'
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer>
}

/** A route that changes something: its handler gets the account that the guard let through. */
export interface WriteDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Declared<
  P,
  Q,
  B
> {
  readonly method: Exclude<RouteFacts['method'], 'GET'>
  readonly auth: AccountAuth
  handler(context: Context<z.output<P>, z.output<Q>, z.output<B>> & Caller): Promise<Answer>
}

/** A whole route: what is public about it, its limits, and what it does. */
export type RouteDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> =
  ReadDeclaration<P, Q, B> | WriteDeclaration<P, Q, B>

/** A route that can be asked: `handle` always resolves to a response, never rejects. */
export interface Route extends RouteFacts {
  handle(request: Request, params: Readonly<Record<string, string | string[] | undefined>>): Promise<Response>
}
