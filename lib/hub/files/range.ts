import type { RequestTarget } from '../http/response-error'
import { bufferFor } from './buffer-for'
import { HubError } from '../errors/hub-error'
import { type HubResponse, request, type Remote } from '../http/request'
import { inParallel } from '@/lib/async/parallel'
import { withRetries } from '../http/retry-policy'

/** After this much progress an interrupted read gets a full set of attempts again: a long tensor may meet several short outages. */
const PROGRESS_BYTES = 1_000_000

/** A long range is fetched in pieces of this size, a few at a time: one connection to the Hub's file servers is slower than most networks. */
export const PIECE_BYTES = 16 * 2 ** 20
/** More gain little, and an overloaded Hub answers them with 429. */
export const PARALLEL_PIECES = 4

/** A file on the Hub whose size is known. */
export interface RemoteFile {
  readonly address: string
  readonly size: number
  readonly target: RequestTarget
}

/**
 * Bytes `from` (inclusive) to `to` (exclusive) of a file, by HTTP ranges, several at a time when it is long. Checks that each answer is exactly
 * the range asked for of a file of that size, and resumes where it stopped when the connection breaks.
 * @param into filled from its start when given; must hold at least `to - from` bytes
 * @throws RangeError for a range outside the file; HubError for what the Hub does
 */
export async function readRange(
  remote: Remote,
  file: RemoteFile,
  from: number,
  to: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= file.size)) {
    throw new RangeError(`bytes ${from} to ${to} are not in a file of ${file.size} bytes`)
  }
  const length = to - from
  const bytes = bufferFor(length, into)
  if (length <= PIECE_BYTES) await readPiece(remote, file, from, bytes)
  else {
    await inParallel(cut(length), PARALLEL_PIECES, remote.signal, (at, signal) =>
      readPiece({ ...remote, signal }, file, from + at, bytes.subarray(at, Math.min(at + PIECE_BYTES, length))),
    )
  }
  return bytes
}

function* cut(length: number): Generator<number, void> {
  for (let at = 0; at < length; at += PIECE_BYTES) yield at
}

/** Fills `bytes` from the file at `from`, over as many connections as it takes. */
async function readPiece(remote: Remote, file: RemoteFile, from: number, bytes: Uint8Array): Promise<void> {
  let got = 0
  while (got < bytes.length) {
    await withRetries(remote.retryPolicy, remote.signal, async () => {
      const before = got
      try {
        await piece(remote, file, from + got, from + bytes.length, (chunk) => {
          bytes.set(chunk, got)
          got += chunk.length
        })
      } catch (error) {
        const goOn = error instanceof HubError && !error.permanent && got - before >= PROGRESS_BYTES
        if (!goOn) throw error
      }
    })
  }
}

function piece(
  remote: Remote,
  file: RemoteFile,
  from: number,
  to: number,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  // Compressed, a range would be a range of something else.
  const headers = { range: `bytes=${from}-${to - 1}`, 'accept-encoding': 'identity' }
  return request(remote, file.address, file.target, headers, async (answer) => {
    checkRange(answer, file, from, to)
    let left = to - from
    for await (const chunk of answer.chunks()) {
      if (chunk.length > left)
        throw new HubError('truncated', `The Hub sent more of ${file.target.file} than was asked for.`)
      take(chunk)
      left -= chunk.length
    }
    if (left > 0)
      throw new HubError(
        'truncated',
        `The Hub closed the connection ${left} bytes before the end of a range of ${file.target.file}. It will be retried later.`,
      )
  })
}

function checkRange({ response }: HubResponse, file: RemoteFile, from: number, to: number): void {
  if (response.status !== 206) {
    throw new HubError(
      'unreachable',
      `The Hub answered ${response.status} to a request for part of ${file.target.file}; it does not serve byte ranges.`,
      { permanent: true },
    )
  }
  const told = response.headers.get('content-range')
  if (told === `bytes ${from}-${to - 1}/${file.size}`) return
  throw new HubError(
    'truncated',
    `Asked for bytes ${from}-${to - 1} of the ${file.size} of ${file.target.file}, the Hub sent "${told ?? 'no content-range'}".`,
  )
}
