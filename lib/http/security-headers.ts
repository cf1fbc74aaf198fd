import { createHash } from 'node:crypto'

/** Headers of every response. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Other sites may not embed what is not readable by scripts of every site (lib/http/cors.ts). */
export const RESOURCE_POLICY = 'Cross-Origin-Resource-Policy'

/** One year, the minimum of browsers' preload lists. Without includeSubDomains: sibling domains are not ours. */
const HSTS_SECONDS = 31_536_000

/** `Strict-Transport-Security` for sites on https; browsers ignore it on http. */
export function transportSecurity(publicUrl: URL | null): Record<string, string> {
  return publicUrl?.protocol === 'https:' ? { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` } : {}
}

/** The policy for responses that are not pages: a browser that shows one loads and runs nothing. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Sources a page may run and apply besides the site's own files: `'nonce-...'` and `'sha256-...'`. */
export interface Inline {
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
}

/** The policy for pages: everything comes from this site, only the named inline scripts run, and no framing. */
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

/** The source expression for an inline script or style. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
