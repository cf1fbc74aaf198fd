import { createHash } from 'node:crypto'
import { CACHE } from '@/lib/http/declaration'
import { hashSource } from '@/lib/http/security-headers'
import { type StoredResponse, storedResponse } from '../cache/stored-response'
import type { MadePage } from './make'

const SCRIPT = /<script\b([^>]*)>([^]*?)<\/script>/gi

/**
 * A page for everyone: the policy names its inline scripts by hash, since a nonce is for one reader. Only scripts with the nonce are Next's own; an injected script
 * has none and stays blocked. Without the nonce the same page has the same bytes, and so the same ETag.
 */
export function shared({ page, nonce }: MadePage): StoredResponse {
  if (page.status !== 200 || !page.headers['content-type']?.startsWith('text/html')) return page
  const value = nonce.replace(/^'nonce-(.*)'$/, '$1')
  const html = page.body.toString()
  const own = [...html.matchAll(SCRIPT)].filter(([, attributes = '']) => attributes.includes(`nonce="${value}"`))
  const scripts = own.filter(([, attributes = '']) => !/\ssrc=/.test(attributes)).map(([, , text = '']) => text)
  const hashes = new Set(scripts.map((text) => hashSource(text.replaceAll(value, ''))))
  const body = Buffer.from(html.replaceAll(value, ''))
  const headers = {
    ...Object.fromEntries(Object.entries(page.headers).map(([name, text]) => [name, text.replaceAll(value, '')])),
    'content-security-policy': (page.headers['content-security-policy'] ?? '').replace(nonce, [...hashes].join(' ')),
    'cache-control': CACHE.live,
    vary: varyOf(page.headers['vary']),
  }
  return storedResponse({ ...page, headers, body, name: createHash('sha256').update(body).digest('base64url') })
}

/** `Vary` as set by Next, plus what the front adds. */
function varyOf(given = ''): string {
  const names = given
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  return [...new Set([...names, 'cookie', 'accept-encoding'])].filter((name) => name !== '').join(', ')
}
