import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { asksLoopback, hostOf, isLoopback, publicUrl } from '@/lib/arrival/own-host'

/**
 * Refuses a request that another site makes a reader's browser send: a form or script on a foreign page (its `Origin` or `Sec-Fetch-Site`
 * tells), or a foreign name that resolves to this machine (DNS rebinding: its `Host` tells). Programs send neither header and pass.
 * Throws AppError 403 `cross-site`, 421 `wrong-host`.
 */
export function assertSameOrigin(request: Request): void {
  const host = hostOf(request)
  if (isLoopback(env().HOST) && !asksLoopback(request) && host !== publicUrl()?.host) throw wrongHost(host)
  const origin = request.headers.get('origin')
  if (origin !== null && !isOwnOrigin(origin, request)) throw crossSite()
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw crossSite()
}

/**
 * The origin that absolute links begin with: PUBLIC_URL, or on a site only this machine reaches the host that was asked for. Empty
 * when neither can be trusted; links are then relative.
 */
export function publicOrigin(request: Request): string {
  const known = env().PUBLIC_URL
  if (known) return known
  return isLoopback(env().HOST) && asksLoopback(request) ? `http://${hostOf(request)}` : ''
}

/**
 * Where PUBLIC_URL names the site, only that origin is ours, and on this machine itself the one asked for. Without it the host asked for must do,
 * whatever the scheme: behind a proxy that ends TLS we see http where the reader sees https.
 */
function isOwnOrigin(origin: string, request: Request): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null
  const known = publicUrl()
  if (url === null) return false
  if (known !== null && url.origin === known.origin) return true
  return url.host === hostOf(request) && (known === null || asksLoopback(request))
}

function crossSite(): AppError {
  return new AppError({
    status: 403,
    code: 'cross-site',
    detail:
      'This request came from a page of another site, so nothing was done. Use the form on this site, or send it from a program.',
  })
}

function wrongHost(host: string): AppError {
  return new AppError({
    status: 421,
    code: 'wrong-host',
    detail: `This registry listens for its own machine only and does not answer to ${JSON.stringify(host.slice(0, 100))}. Ask for it as localhost, or set PUBLIC_URL to the name it is reached by.`,
  })
}
