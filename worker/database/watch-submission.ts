import { db } from '@/lib/db'
import { SUBMISSIONS_CHANNEL } from '@/lib/jobs'
import { listen } from '@/lib/listen'
import { isEnded } from '@/lib/protocol'
import { statusOf } from '@/lib/submissions/status'
import { ThrottledWriter } from '../run/throttled-writer'

/** Notifications may be lost with their connection: the submission is also polled at this interval. */
const LOOK_MS = 5_000
/** Progress sends notifications too, several times a second. */
const BETWEEN_LOOKS_MS = 500

/** Calls `onEnded` as soon as the submission is ended elsewhere, for example cancelled. Returns a function that stops watching. */
export async function watchSubmission(
  id: number,
  onEnded: () => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const looks = new ThrottledWriter(async () => {
    try {
      const submission = await db.submission.findUnique({ where: { id }, select: { status: true } })
      if (submission === null || isEnded(statusOf(submission.status))) onEnded()
    } catch (error) {
      onError(error)
    }
  }, BETWEEN_LOOKS_MS)
  const stopListening = await listen(SUBMISSIONS_CHANNEL, (payload) => {
    if (payload === String(id)) looks.offer(undefined)
  })
  const timer = setInterval(() => looks.offer(undefined), LOOK_MS)
  // It may have ended before listening began.
  looks.offer(undefined)
  return async () => {
    clearInterval(timer)
    await stopListening()
    await looks.close()
  }
}
