import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { asksLoopback, hostOf, isLoopback, publicUrl } from '@/lib/arrival/own-host'

/**
 * Refuses requests that another site makes a reader's browser send: from a form or script on a foreign page (detected by `Origin` or
 * `Sec-Fetch-Site`), or through a foreign name that resolves to this machine (DNS rebinding, detected by `Host`). Programs send neither header and pass.
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
 * The origin of absolute links: PUBLIC_URL, or the requested host on a site that only this machine reaches. Empty when neither can
 * be trusted; links are then relative.
 */
export function publicOrigin(request: Request): string {
  const known = env().PUBLIC_URL
  if (known) return known
  return isLoopback(env().HOST) && asksLoopback(request) ? `http://${hostOf(request)}` : ''
}

/**
 * With PUBLIC_URL, only that origin is ours, plus the requested one on this machine itself. Without it the requested host counts, whatever the
 * scheme: behind a proxy that terminates TLS we see http where the reader sees https.
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
    detail: `This registry listens on its own machine only and does not serve ${JSON.stringify(host.slice(0, 100))}. Open it as localhost, or set PUBLIC_URL to its public address.`,
  })
}
