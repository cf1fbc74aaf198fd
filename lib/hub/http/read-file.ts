import type { Headers } from 'undici'
import type { RequestTarget } from './response-error'
import { HubError } from '../errors/hub-error'
import { request, type Remote } from './request'
import { withRetries } from './retry-policy'

/** Answers of the Hub's API: a page of 1,000 files is about 300 kB. */
const MAX_API_BYTES = 5_000_000
/** Pages of one answer: a server that always names a next page must not hold us forever. */
const MAX_PAGES = 50

/** A whole small file or answer. */
export interface WholeFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly headers: Headers
}

/**
 * Reads an address to its end, with retries, never holding more than `limit` bytes of it.
 * @throws HubError `too-large` above the limit
 */
export function readFile(remote: Remote, address: string, target: RequestTarget, limit: number): Promise<WholeFile> {
  return withRetries(remote.retryPolicy, remote.signal, () =>
    request(remote, address, target, {}, async ({ response, chunks }) => {
      const what =
        target.file === undefined ? `The Hub's answer about ${target.repo}` : `${target.file} of ${target.repo}`
      // Fails before the first byte where the server declares the length; the count below covers the others.
      if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooLarge(what, limit)
      const pieces: Uint8Array[] = []
      let length = 0
      for await (const piece of chunks()) {
        length += piece.length
        if (length > limit) throw tooLarge(what, limit)
        pieces.push(piece)
      }
      return { bytes: joined(pieces, length), headers: response.headers }
    }),
  )
}

/** A `fetch` for `@huggingface/hub`: same limits, retries and errors as everything else here. */
export function hubFetch(remote: Remote, target: RequestTarget): typeof fetch {
  let pages = 0
  return async (input) => {
    if (++pages > MAX_PAGES)
      throw new HubError('too-large', `The Hub's answer about ${target.repo} has more than ${MAX_PAGES} pages.`)
    const address = input instanceof Request ? input.url : String(input)
    const { bytes, headers } = await readFile(remote, address, target, MAX_API_BYTES)
    const link = headers.get('link')
    return new Response(bytes, { headers: { 'content-type': 'application/json', ...(link === null ? {} : { link }) } })
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function tooLarge(what: string, limit: number): HubError {
  return new HubError('too-large', `${what} exceeds the ${(limit / 1e6).toFixed(0)} MB limit.`)
}
