import type { IncomingMessage } from 'node:http'
import { readTheme, THEME_COOKIE } from '@/lib/theme'

const ONLY_THEME = new RegExp(`^${THEME_COOKIE}=([^;]*)$`)

/**
 * The cache key of a request, or null if its response may depend on the client: a signed-in one (a cookie other than the theme's, an `Authorization`),
 * a page fragment for Next's scripts, a range.
 */
export function cacheKey({ method, url = '/', headers }: IncomingMessage): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  if (headers.authorization !== undefined || headers.range !== undefined) return null
  if (headers.rsc !== undefined || headers['next-router-state-tree'] !== undefined) return null
  const cookie = headers.cookie ?? ''
  const theme = ONLY_THEME.exec(cookie)?.[1]
  if (cookie !== '' && theme === undefined) return null
  // Links in a response begin with the requested host.
  return `${headers.host ?? ''} ${readTheme(theme) ?? '-'} ${url}`
}
