import { createHash } from 'node:crypto'

/** Headers of every answer, whatever it is. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** No other site may embed what is not public for scripts of every site (lib/http/cors.ts). */
export const RESOURCE_POLICY = 'Cross-Origin-Resource-Policy'

/** A year, the shortest time that browsers' preload lists take. Neighbour domains are not ours to speak for. */
const HSTS_SECONDS = 31_536_000

/** `Strict-Transport-Security` where readers come by https; a browser ignores it on http. */
export function transportSecurity(publicUrl: URL | null): Record<string, string> {
  return publicUrl?.protocol === 'https:' ? { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` } : {}
}

/** The policy of what is not a page: nothing in it is loaded or run, should a browser show it. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** What a page may run and apply besides the site's own files: `'nonce-...'` and `'sha256-...'`. */
export interface Inline {
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
}

/** The policy of a page: all comes from this site, inline scripts only those named; nobody may frame it. */
export function pagePolicy({ scripts = [], styles = [] }: Inline = {}): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    `style-src ${["'self'", ...styles].join(' ')}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** How a policy names the text of an inline script or style. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
