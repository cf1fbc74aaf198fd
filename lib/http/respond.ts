import { createHash } from 'node:crypto'
import { type Answer, CACHE, type CacheKind, type RouteFacts } from './declaration'

/** Turns a handler's answer into a response, checked against the schema that the route declares for its status. Throws ZodError or Error when it does not fit. */
export function respond(route: RouteFacts, request: Request, answer: Answer): Response {
  const status = answer.status ?? 200
  const declared = route.response[status]
  if (!declared) throw new Error(`The route ${route.name} answered ${status}, which it does not declare.`)
  const contentType = declared.contentType ?? 'application/json'
  const headers = new Headers({ ...answer.headers, 'cache-control': status < 300 ? CACHE[cacheOf(route, answer)] : CACHE.never })
  if ('open' in answer) {
    headers.set('content-type', contentType)
    return new Response(request.method === 'HEAD' ? null : answer.open(), { status, headers })
  }
  if (!declared.schema) return new Response(null, { status, headers })
  headers.set('content-type', contentType)
  if ('text' in answer) return conditional(route, request, answer, status, headers)
  const text = `${JSON.stringify(declared.schema.parse(answer.body))}\n`
  return conditional(route, request, { text, name: hashOf(text) }, status, headers)
}

const cacheOf = (route: RouteFacts, answer: Answer): CacheKind => ('cache' in answer && answer.cache !== undefined ? answer.cache : route.cache)

/** Adds the ETag of what a GET found, and leaves the body out for a client that has it already. */
function conditional(route: RouteFacts, request: Request, { text, name }: { readonly text: string; readonly name: string }, status: number, headers: Headers): Response {
  if (route.method === 'GET' && status === 200) {
    const etag = `"${name}"`
    headers.set('etag', etag)
    // The representation depends on this header once a proxy or the server compresses it.
    headers.set('vary', 'accept-encoding')
    if (matches(request.headers.get('if-none-match'), etag)) {
      headers.delete('content-type')
      return new Response(null, { status: 304, headers })
    }
  }
  return new Response(text, { status, headers })
}

/** Names what has no name of its own by the SHA-256 of its bytes, so that the ETag is right also when a new release words it differently. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** RFC 9110, 13.1.2: a list of tags or `*`, compared weakly (proxies that compress turn a strong tag into a weak one). */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
