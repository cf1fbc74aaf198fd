import { gzipSync } from 'node:zlib'

/** A whole answer in memory, as it can be sent to many. */
export interface StoredResponse {
  readonly status: number
  /** In lower case; without those that depend on the request: the ETag's encoding, length, request id. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Names the bytes, as the opaque part of their ETag; null for an answer that has none. */
  readonly name: string | null
  /** The same bytes gzipped, made when first asked for. */
  gzipped(): Buffer
}

/** Headers of one connection or one encoding, which `sendStored` sets anew. */
const OF_ONE_SENDING = new Set([
  'etag',
  'content-length',
  'content-encoding',
  'connection',
  'keep-alive',
  'date',
  'transfer-encoding',
])

/** Sent many times, so packed well: level 6 takes 2 ms for a page of 100 kB. */
const GZIP_LEVEL = 6

/** Puts an answer's parts together. */
export function storedResponse(parts: {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly name: string | null
}): StoredResponse {
  const headers = Object.fromEntries(Object.entries(parts.headers).filter(([name]) => !OF_ONE_SENDING.has(name)))
  let packed: Buffer | null = null
  return { ...parts, headers, gzipped: () => (packed ??= gzipSync(parts.body, { level: GZIP_LEVEL })) }
}

/** Bytes that it holds at most, for a cache with a limit. */
export function sizeOf({ body, headers }: StoredResponse): number {
  return body.length * 2 + JSON.stringify(headers).length
}
