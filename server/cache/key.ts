import type { IncomingMessage } from 'node:http'
import { readTheme, THEME_COOKIE } from '@/lib/theme'

const ONLY_THEME = new RegExp(`^${THEME_COOKIE}=([^;]*)$`)

/**
 * Under which key the answer to a request may be kept, or null where it may depend on who asks: somebody who is signed in (a cookie other than the
 * theme's, an `Authorization`), a part of a page for Next's own scripts, a range.
 */
export function cacheKey({ method, url = '/', headers }: IncomingMessage): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  if (headers.authorization !== undefined || headers.range !== undefined) return null
  if (headers.rsc !== undefined || headers['next-router-state-tree'] !== undefined) return null
  const cookie = headers.cookie ?? ''
  const theme = ONLY_THEME.exec(cookie)?.[1]
  if (cookie !== '' && theme === undefined) return null
  // Links in an answer begin with the host that was asked for.
  return `${headers.host ?? ''} ${readTheme(theme) ?? '-'} ${url}`
}
