import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { readAt } from '../files/read-at'
import { serve } from '../thread/serve'
import type { CacheJob } from './job'
import { CacheFetcher } from './cache-fetcher'
import type { Layout } from './layout'

/** Hints are fetched in slices, so that a read somebody waits for can go in between. */
const SLICE_BYTES = 32 * 2 ** 20
/** A layer of many experts has under 1,000 tensors. Further hints are dropped, which only costs time. */
const MAX_HINTS = 4_096

const hints = new Semaphore({ slots: 1, waiting: MAX_HINTS })

/** The thread that fetches into the cache. The verifier then reads the bytes from disk. */
serve<Layout, CacheJob, string | null>((remote, snapshot, layout) => {
  const cacheFetcher = new CacheFetcher(remote, snapshot, layout)
  return ({ file, from, to, ahead }, signal) =>
    ahead
      ? unlessTooMany(() => fetchAhead(cacheFetcher, { file, from, to }, signal))
      : cacheFetcher.fetch(file, from, to)
})

/** Follows hints one after the other, in the order given. */
async function unlessTooMany(work: () => Promise<void>): Promise<null> {
  try {
    await hints.run(work)
  } catch (error) {
    if (!(error instanceof SemaphoreFull)) throw error
  }
  return null
}

async function fetchAhead(
  cacheFetcher: CacheFetcher,
  { file, from, to }: Omit<CacheJob, 'ahead'>,
  signal: AbortSignal,
): Promise<void> {
  for (let at = from; at < to; at += SLICE_BYTES) {
    signal.throwIfAborted()
    const end = Math.min(to, at + SLICE_BYTES)
    const place = await cacheFetcher.fetch(file, at, end)
    // Reading it through brings it into the system's own cache, where the verifier's read finds it.
    if (place !== null) await readAt(place, at, end)
  }
}
