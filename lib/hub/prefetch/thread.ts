import { remoteFile } from '../files/remote-file'
import { PARALLEL_PIECES, readRange } from '../files/range'
import { serve } from '../thread/serve'
import type { PrefetchJob } from './job'
import { Semaphore } from '@/lib/async/semaphore'

const semaphore = new Semaphore({ slots: PARALLEL_PIECES })

/** The thread that fetches into memory, in the order of the announcements. */
serve<SharedArrayBuffer, PrefetchJob, null>(
  (remote, snapshot, memory) => (job, signal) =>
    semaphore.run(async () => {
      // Cancelled while it waited for its turn: nothing of it is fetched.
      signal.throwIfAborted()
      await readRange(
        { ...remote, signal },
        remoteFile(remote, snapshot, job.file),
        job.from,
        job.to,
        new Uint8Array(memory, job.at, job.to - job.from),
      )
      return null
    }),
)
