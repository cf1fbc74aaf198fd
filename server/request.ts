import type { IncomingMessage } from 'node:http'

/** The parsed request line and headers: resolves nothing, reads no body. */
export interface ParsedRequest {
  readonly method: string
  /** The path as sent, still encoded, without the query. */
  readonly path: string
  /** As sent, without the question mark; empty if there is none. */
  readonly query: string
  readonly headers: Headers
}

/** Parses a request. */
export function parseRequest(request: IncomingMessage): ParsedRequest {
  return { method: request.method ?? '', ...splitTarget(request.url ?? ''), headers: headersOf(request) }
}

/** A request target's path and query. */
export function splitTarget(target: string): Pick<ParsedRequest, 'path' | 'query'> {
  const end = target.indexOf('?')
  return end < 0 ? { path: target, query: '' } : { path: target.slice(0, end), query: target.slice(end + 1) }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a method may change something. */
export function isWriting(method: string): boolean {
  return !READING.has(method)
}

/** Whether the client is a program: programs get problem+json where people get a page. */
export function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/')
}

function headersOf({ headers }: IncomingMessage): Headers {
  const all = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]),
  )
  return new Headers(all)
}
