import path from 'node:path'
import { bufferFor } from '../files/buffer-for'
import type { Remote } from '../http/request'
import { hubShelf } from '../files/hub-files'
import type { Shelf } from '../files/repo-files'
import type { Snapshot } from '../files/snapshot'
import { type Fetcher, FetchingThread } from '../thread/fetching-thread'
import { Ahead, type Ask } from './prefetch-buffer'
import type { StreamedJob } from './job'

const thread = new FetchingThread<SharedArrayBuffer, StreamedJob, null>(path.join(__dirname, 'thread.ts'))
/** One for a process, whose memory it bounds. */
const ahead = new Ahead()

interface Streamed {
  readonly hub: Shelf
  readonly fetcher: Fetcher<StreamedJob, null>
  readonly ask: Ask
  readonly signal: AbortSignal | undefined
}

/** The files on the Hub, of which nothing is kept: what is announced arrives in memory meanwhile, and leaves it when it is read. */
export function streamedShelf(remote: Remote, snapshot: Snapshot): Shelf {
  const fetcher = thread.open(remote, snapshot, () => ahead.memory)
  const streamed = {
    hub: hubShelf(remote, snapshot),
    fetcher,
    ask: (job: StreamedJob) => fetcher.ask(job),
    signal: remote.signal,
  }
  return {
    ...streamed.hub,
    range: (file, from, to, into) => read(streamed, file, from, to, into),
    prefetch: (file, from, to) => announce(streamed, file, from, to),
  }
}

/** What was announced is taken from memory; the rest, and what could not be fetched ahead, is asked of the Hub as ever. */
async function read(
  { hub, fetcher, ask, signal }: Streamed,
  file: string,
  from: number,
  to: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  if (!(from < to)) return hub.range(file, from, to, into)
  const bytes = bufferFor(to - from, into)
  let at = from
  let good = true
  while (good && at < to) {
    const claims = ahead.claim(ask, file, at, to)
    if (claims.length === 0) break
    for (const claim of claims) {
      good = good && (await fetcher.wait(claim.arrived))
      if (good) {
        bytes.set(claim.bytes, at - from)
        at += claim.bytes.length
      }
      claim.done()
    }
  }
  if (at < to) await hub.range(file, at, to, bytes.subarray(at - from))
  return bytes
}

function announce({ hub, ask, signal }: Streamed, file: string, from: number, to: number): void {
  const size = hub.files.get(file)?.size ?? 0
  if (!signal?.aborted && 0 <= from && to <= size) ahead.announce(ask, file, from, to)
}
