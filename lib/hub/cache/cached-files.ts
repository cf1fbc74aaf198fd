import { readFile as readFromDisk } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { readAt } from '../files/read-at'
import type { Remote } from '../http/request'
import { remoteFile } from '../files/remote-file'
import { hubFiles } from '../files/hub-files'
import type { RepoFiles } from '../files/repo-files'
import type { Snapshot } from '../files/snapshot'
import { type Fetcher, FetchingThread } from '../thread/fetching-thread'
import { storeSmall } from './blob'
import type { CacheJob } from './job'
import { CacheFetcher } from './cache-fetcher'
import { type Layout, layoutOf } from './layout'

/** One per process: two would compete for each other's partial files. */
const thread = new FetchingThread<Layout, CacheJob, string | null>(path.join(__dirname, 'thread.ts'))

interface CachedRepo {
  readonly hub: RepoFiles
  readonly cacheFetcher: CacheFetcher
  readonly fetcher: Fetcher<CacheJob, string | null>
  readonly remote: Remote
}

/**
 * The files in the Hub's cache on this machine. What another tool completed is read from disk; of everything else the parts that are
 * read are fetched once and kept, and the file becomes an ordinary part of the cache when all of it has been read.
 */
export function cachedFiles(remote: Remote, snapshot: Snapshot): RepoFiles {
  const layout = layoutOf(snapshot.repo, snapshot.commit)
  const cached = {
    hub: hubFiles(remote, snapshot),
    cacheFetcher: new CacheFetcher(remote, snapshot, layout),
    fetcher: thread.open(remote, snapshot, () => layout),
    remote,
  }
  return {
    ...cached.hub,
    readFile: (file, limit) => readSmall(cached, file, limit),
    readRange: (file, from, to, into) => readCached(cached, file, from, to, into),
    prefetch: (file, from, to) => prefetch(cached, file, from, to),
  }
}

async function readSmall({ hub, cacheFetcher }: CachedRepo, file: string, limit: number): Promise<Uint8Array> {
  const { size, etag } = hub.files.get(file) ?? { size: 0 }
  const whole = size <= limit ? await cacheFetcher.find(file) : null
  if (whole !== null) return new Uint8Array(await readFromDisk(whole))
  const bytes = await hub.readFile(file, limit)
  if (etag !== undefined) await storeSmall(cacheFetcher.layout, file, etag, bytes)
  return bytes
}

async function readCached(
  cached: CachedRepo,
  file: string,
  from: number,
  to: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  const { hub, cacheFetcher, remote } = cached
  remote.signal?.throwIfAborted()
  const { size } = remoteFile(remote, hub, file)
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= size)) {
    throw new RangeError(`bytes ${from} to ${to} are not in a file of ${size} bytes`)
  }
  for (let tried = 1; ; tried++) {
    const place = cacheFetcher.known(file) ?? (await cacheFetcher.find(file)) ?? (await fetched(cached, file, from, to))
    if (place === null) return hub.readRange(file, from, to, into)
    try {
      return await readAt(place, from, to, into)
    } catch (error) {
      // Completed and renamed by another reader meanwhile, or deleted by the user.
      if (codeOf(error) !== 'ENOENT' || tried > 1) throw error
      cacheFetcher.forget(file)
    }
  }
}

/** As `CacheFetcher.fetch`; the work is done in the thread. */
async function fetched(
  { fetcher, remote: { signal } }: CachedRepo,
  file: string,
  from: number,
  to: number,
): Promise<string | null> {
  try {
    return await fetcher.wait(fetcher.start({ file, from, to, ahead: false }).result)
  } catch (error) {
    // The thread's error for an abort is not the caller's abort reason.
    signal?.throwIfAborted()
    throw error
  }
}

function prefetch({ fetcher, remote: { signal } }: CachedRepo, file: string, from: number, to: number): void {
  if (signal?.aborted) return
  // The read that needs these bytes meets the same failure and reports it.
  fetcher.start({ file, from, to, ahead: true }).result.catch(() => undefined)
}
