import { gzipSync } from 'node:zlib'

/** A complete response in memory that can be sent to many clients. */
export interface StoredResponse {
  readonly status: number
  /** In lower case, without those that depend on the request: the ETag's encoding, length, request id. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The opaque part of the ETag; null for a response without one. */
  readonly name: string | null
  /** The gzipped bytes, computed on first use. */
  gzipped(): Buffer
}

/** Headers of one connection or one encoding, which `sendStored` sets itself. */
const OF_ONE_SENDING = new Set([
  'etag',
  'content-length',
  'content-encoding',
  'connection',
  'keep-alive',
  'date',
  'transfer-encoding',
])

/** Sent many times, so compressed well: level 6 takes 2 ms for a page of 100 kB. */
const GZIP_LEVEL = 6

/** Collects a response's parts. */
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

/** Its maximum size in bytes, for a cache with a limit. */
export function sizeOf({ body, headers }: StoredResponse): number {
  return body.length * 2 + JSON.stringify(headers).length
}
