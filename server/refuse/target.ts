import { AppError } from '@/lib/errors/app-error'
import type { ParsedRequest } from '../request'

/**
 * Refuses a path that cannot be decoded to text: broken escapes, bytes that are not UTF-8, NUL. A query may contain anything except NUL, which no text
 * of the registry contains: other errors are reported by the parameter's name.
 */
export function refuseTarget({ method, path, query }: ParsedRequest): AppError | null {
  if (method === 'OPTIONS' && path === '*') return null // the server as a whole (RFC 9110, 9.3.7)
  if (query.includes('%00')) return malformedPath(`${path}?${query}`)
  return path.startsWith('/') && isText(path) ? null : malformedPath(path)
}

function isText(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}

function malformedPath(address: string): AppError {
  return new AppError({
    status: 400,
    code: 'malformed-path',
    detail: `The address ${JSON.stringify(address.slice(0, 200))} cannot be decoded. Percent-encode it as UTF-8, without NUL.`,
  })
}
