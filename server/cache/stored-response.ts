import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Coding } from '@/lib/http/encoding'

/** A complete response in memory that can be sent to many clients. */
export interface StoredResponse {
  readonly status: number
  /** In lower case, without those that depend on the request: the ETag's encoding, length, request id. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The opaque part of the ETag; null for a response without one. */
  readonly name: string | null
  /** What it may be compressed with, the smallest first. */
  readonly codings: readonly Coding[]
  /** The compressed bytes, computed on first use. */
  packed(coding: Coding): Buffer
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

/** Below this size compression saves less than a network packet. */
const MIN_BYTES = 1_000

/** Sent many times, so compressed well. Either takes 2 ms for a page of 100 kB; Brotli finds what a page says twice, in its HTML and for its scripts, and needs a fifth less. */
const [BROTLI_QUALITY, GZIP_LEVEL] = [5, 6]

const PACK: Readonly<Record<Coding, (body: Buffer) => Buffer>> = {
  br: (body) =>
    brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => gzipSync(body, { level: GZIP_LEVEL }),
}
const ALL: readonly Coding[] = ['br', 'gzip']

/**
 * Collects a response's parts.
 * @param parts.copies its compressed bytes, where it is compressed already: then it has no others
 */
export function storedResponse(parts: {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly name: string | null
  readonly copies?: ReadonlyMap<Coding, Buffer>
}): StoredResponse {
  const { status, body, name } = parts
  const headers = Object.fromEntries(Object.entries(parts.headers).filter(([header]) => !OF_ONE_SENDING.has(header)))
  const packed = new Map(parts.copies)
  const codings = parts.copies ? [...packed.keys()] : body.length < MIN_BYTES ? [] : ALL
  const pack = (coding: Coding) => {
    const bytes = packed.get(coding) ?? PACK[coding](body)
    packed.set(coding, bytes)
    return bytes
  }
  return { status, headers, body, name, codings, packed: pack }
}

/** Its maximum size in bytes, for a cache with a limit. */
export function sizeOf({ body, headers }: StoredResponse): number {
  return body.length * 2 + JSON.stringify(headers).length
}
