import { randomBytes } from 'node:crypto'
import { publicUrl } from '@/lib/arrival/own-host'
import {
  DATA_POLICY,
  pagePolicy,
  RESOURCE_POLICY,
  SECURITY_HEADERS,
  transportSecurity,
} from '@/lib/http/security-headers'
import { NO_HASHES, type InlineHashes } from './inline-hashes'
import { isApi } from './request'

/** 128 bits: a nonce cannot be guessed. */
const NONCE_BYTES = 16

/** A fresh source expression for the inline scripts of one page: `'nonce-...'`. */
export function freshNonce(): string {
  return `'nonce-${randomBytes(NONCE_BYTES).toString('base64')}'`
}

/** What the headers of a response depend on. */
export interface Outgoing {
  readonly path: string
  readonly status: number
  readonly contentType: string
  /** Whether scripts of every site may read it. */
  readonly open: boolean
  /** The policy of a page with inline parts. */
  readonly policy?: string
}

/** How the policy names a page's inline parts: by nonce for dynamic pages, by hash for prerendered ones. */
export interface PageInline {
  readonly nonce: string | null
  readonly hashes: InlineHashes
}

/** The security headers of one response. */
export function securityHeaders(
  answer: Outgoing,
  inline: PageInline = { nonce: null, hashes: NO_HASHES },
): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    ...transportSecurity(publicUrl()),
    [RESOURCE_POLICY]: answer.open ? 'cross-origin' : 'same-origin',
    'Content-Security-Policy':
      answer.policy ?? (isPage(answer, inline.hashes) ? policyOf(answer, inline) : DATA_POLICY),
  }
}

/** Browsers apply the headers of a 304 to the cached page, so they must match that page: only prerendered pages are ever cached. */
function isPage({ path, status, contentType }: Outgoing, hashes: InlineHashes): boolean {
  if (isApi(path)) return false
  return status === 304 ? hashes.byPath[path] !== undefined : contentType.startsWith('text/html')
}

/** Scripts of a page made on request carry the nonce, inline parts of one made at build are named by their hashes. */
function policyOf({ path }: Outgoing, { nonce, hashes }: PageInline): string {
  const known = hashes.byPath[path] ?? { scripts: [], styles: [] }
  return pagePolicy({ scripts: [...(nonce === null ? [] : [nonce]), ...known.scripts], styles: known.styles })
}
