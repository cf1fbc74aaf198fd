import type { Encoding } from './encoding'

/** Ends the opaque part of the tag of compressed bytes. */
const CODED = /-(?:br|gzip)"$/

/**
 * The ETag of a representation as sent. Strong, hence different for compressed bytes (RFC 9110, 8.8.3.3); weak if a server behind us may change the
 * bytes.
 * @param name name of the content, without quotes: a record's version or a hash
 */
export function etagOf(name: string, encoding: Encoding): string {
  if (encoding === 'other') return `W/"${name}"`
  return encoding === 'identity' ? `"${name}"` : `"${name}-${encoding}"`
}

/**
 * The tag of an `if-none-match` (a list or `*`, RFC 9110, 13.1.2) that names this representation in any encoding, or null. The 304 repeats it unchanged, so
 * that a cache finds its stored response. Compared weakly: compressing proxies turn a strong tag into a weak one.
 */
export function matchingTag(header: string | null, etag: string): string | null {
  const tags = (header ?? '').split(',').map((tag) => tag.trim())
  if (tags.includes('*') || tags.includes(etag)) return etag
  return tags.find((tag) => tag !== '' && contentOf(tag) === contentOf(etag)) ?? null
}

const contentOf = (tag: string): string => tag.replace(/^W\//, '').replace(CODED, '"')
