import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { readAt } from '../files/read-at'
import { serve } from '../thread/serve'
import type { CacheJob } from './job'
import { CacheFetcher } from './cache-fetcher'
import type { Layout } from './layout'

/** Slices of what is fetched ahead: a read that is waited for comes in between two. */
const SLICE_BYTES = 32 * 2 ** 20
/** A layer of many experts has under 1,000 tensors. Hints beyond this are dropped; nothing is lost but time. */
const MAX_HINTS = 4_096

const hints = new Semaphore({ slots: 1, waiting: MAX_HINTS })

/** The thread that fetches into the cache. What arrives lies on disk, and the verifier reads it from there. */
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
