import path from 'node:path'
import { bufferFor } from '../files/buffer-for'
import type { Remote } from '../http/request'
import { hubFiles } from '../files/hub-files'
import type { RepoFiles } from '../files/repo-files'
import type { Snapshot } from '../files/snapshot'
import { type Fetcher, FetchingThread } from '../thread/fetching-thread'
import { PrefetchBuffer, type FetchPiece } from './prefetch-buffer'
import type { PrefetchJob } from './job'

const thread = new FetchingThread<SharedArrayBuffer, PrefetchJob, null>(path.join(__dirname, 'thread.ts'))
/** One for a process, whose memory it bounds. */
const buffer = new PrefetchBuffer()

interface PrefetchedRepo {
  readonly hub: RepoFiles
  readonly fetcher: Fetcher<PrefetchJob, null>
  readonly fetchPiece: FetchPiece
  readonly signal: AbortSignal | undefined
}

/** The files on the Hub, read without a cache on disk: announced ranges are fetched into memory and leave it when they are read. */
export function prefetchedFiles(remote: Remote, snapshot: Snapshot): RepoFiles {
  const fetcher = thread.open(remote, snapshot, () => buffer.memory)
  const prefetched = {
    hub: hubFiles(remote, snapshot),
    fetcher,
    fetchPiece: (job: PrefetchJob) => fetcher.start(job),
    signal: remote.signal,
  }
  return {
    ...prefetched.hub,
    readRange: (file, from, to, into) => read(prefetched, file, from, to, into),
    prefetch: (file, from, to) => announce(prefetched, file, from, to),
  }
}

/** Takes announced ranges from memory, and asks the Hub for the rest and for what could not be prefetched. */
async function read(
  { hub, fetcher, fetchPiece, signal }: PrefetchedRepo,
  file: string,
  from: number,
  to: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  if (!(from < to)) return hub.readRange(file, from, to, into)
  const bytes = bufferFor(to - from, into)
  let at = from
  let good = true
  while (good && at < to) {
    const parts = buffer.take(fetchPiece, file, at, to)
    if (parts.length === 0) break
    for (const part of parts) {
      good = good && (await fetcher.wait(part.arrived))
      if (good) {
        bytes.set(part.bytes, at - from)
        at += part.bytes.length
      }
      part.done()
    }
  }
  if (at < to) await hub.readRange(file, at, to, bytes.subarray(at - from))
  return bytes
}

function announce({ hub, fetchPiece, signal }: PrefetchedRepo, file: string, from: number, to: number): void {
  const size = hub.files.get(file)?.size ?? 0
  if (!signal?.aborted && 0 <= from && to <= size) buffer.announce(fetchPiece, file, from, to)
}
