import { readFile as readFromDisk } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { readAt } from '../files/read-at'
import type { Remote } from '../http/request'
import { remoteFile } from '../files/remote-file'
import { hubShelf } from '../files/hub-files'
import type { Shelf } from '../files/repo-files'
import type { Snapshot } from '../files/snapshot'
import { type Fetcher, FetchingThread } from '../thread/fetching-thread'
import { keepSmall } from './blob'
import type { KeptJob } from './job'
import { Keeper } from './cache-fetcher'
import { type Layout, layoutOf } from './layout'

/** One for a process: two would dispute each other's partial files. */
const thread = new FetchingThread<Layout, KeptJob, string | null>(path.join(__dirname, 'thread.ts'))

interface Kept {
  readonly hub: Shelf
  readonly keeper: Keeper
  readonly fetcher: Fetcher<KeptJob, string | null>
  readonly remote: Remote
}

/**
 * The files in the Hub's cache on this machine. What another tool completed is read from disk; of everything else the parts that are
 * read are fetched once and kept, and the file becomes an ordinary part of the cache when all of it has been read.
 */
export function keptShelf(remote: Remote, snapshot: Snapshot): Shelf {
  const layout = layoutOf(snapshot.repo, snapshot.commit)
  const kept = {
    hub: hubShelf(remote, snapshot),
    keeper: new Keeper(remote, snapshot, layout),
    fetcher: thread.open(remote, snapshot, () => layout),
    remote,
  }
  return {
    ...kept.hub,
    whole: (file, limit) => readSmall(kept, file, limit),
    range: (file, from, to, into) => readKept(kept, file, from, to, into),
    prefetch: (file, from, to) => announce(kept, file, from, to),
  }
}

async function readSmall({ hub, keeper }: Kept, file: string, limit: number): Promise<Uint8Array> {
  const { size, etag } = hub.files.get(file) ?? { size: 0 }
  const whole = size <= limit ? await keeper.find(file) : null
  if (whole !== null) return new Uint8Array(await readFromDisk(whole))
  const bytes = await hub.whole(file, limit)
  if (etag !== undefined) await keepSmall(keeper.layout, file, etag, bytes)
  return bytes
}

async function readKept(kept: Kept, file: string, from: number, to: number, into?: Uint8Array): Promise<Uint8Array> {
  const { hub, keeper, remote } = kept
  remote.signal?.throwIfAborted()
  const { size } = remoteFile(remote, hub, file)
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= size)) {
    throw new RangeError(`bytes ${from} to ${to} are not in a file of ${size} bytes`)
  }
  for (let tried = 1; ; tried++) {
    const place = keeper.found(file) ?? (await keeper.find(file)) ?? (await placed(kept, file, from, to))
    if (place === null) return hub.range(file, from, to, into)
    try {
      return await readAt(place, from, to, into)
    } catch (error) {
      // Completed and renamed by another reader in between, or deleted by somebody who tidied up.
      if (codeOf(error) !== 'ENOENT' || tried > 1) throw error
      keeper.forget(file)
    }
  }
}

/** As `Keeper.place`; the work is done in the thread. */
async function placed(
  { fetcher, remote: { signal } }: Kept,
  file: string,
  from: number,
  to: number,
): Promise<string | null> {
  try {
    return await fetcher.wait(fetcher.ask({ file, from, to, ahead: false }).answer)
  } catch (error) {
    // What the thread says of an abort is not what the caller gave as reason.
    signal?.throwIfAborted()
    throw error
  }
}

function announce({ fetcher, remote: { signal } }: Kept, file: string, from: number, to: number): void {
  if (signal?.aborted) return
  // The read that wants these bytes meets the same failure, and tells it to somebody.
  fetcher.ask({ file, from, to, ahead: true }).answer.catch(() => undefined)
}
