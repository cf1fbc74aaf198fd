import { listen } from '@/lib/db'
import type { StreamEvent } from '@/lib/http/event-stream'
import { parseId } from '@/lib/ids'
import { SUBMISSIONS_CHANNEL } from '@/lib/jobs'
import { isEnded } from '@/lib/protocol'
import { getSubmission } from '@/lib/submissions/get'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { wakeSignal } from './wake-signal'

/** Proxies close connections that are silent for 30 to 60 seconds. Also the longest delay of a change whose notification was lost. */
const HEARTBEAT_MS = 15_000

/** Older connections are closed; browsers reconnect, and forgotten connections end. */
const MAX_AGE_MS = 60 * 60_000

/**
 * The submission's record, immediately and at every change, until its status is final or `signal` aborts. Several changes while the
 * client is busy become one event with the latest record.
 */
export async function* submissionChanges(id: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  const changed = wakeSignal(signal)
  // Listening comes first: a change between the first read and the subscription would be lost.
  const stop = await listen(SUBMISSIONS_CHANNEL, (payload) => {
    if (payload === String(parseId('submission', id))) changed.wake()
  })
  try {
    const end = Date.now() + MAX_AGE_MS
    let sent = ''
    while (!signal.aborted && Date.now() < end) {
      const record = await getSubmission(id)
      if (record === null) return // rows are never deleted; only a restored backup does this
      const data = JSON.stringify(record)
      yield data === sent ? { comment: 'still here' } : { id: eventId(record), data }
      sent = data
      if (isEnded(record.status)) return
      await changed.wait(HEARTBEAT_MS)
    }
  } finally {
    await stop()
  }
}

/** Identifies the state in an event. */
export function eventId({ status, updated_at: at }: SubmissionRecord): string {
  return `${status}@${at}`
}
