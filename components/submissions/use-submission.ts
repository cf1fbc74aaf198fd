'use client'

import { useEffect, useState } from 'react'
import { isEnded } from '@/lib/protocol/states'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** How often to ask where server-sent events do not come through, in milliseconds. */
const POLL_MS = 3_000

/**
 * A submission's record, kept fresh by server-sent events until its status is final. Where events fail (a proxy that holds them back,
 * too many readers) it asks for the record every few seconds instead.
 */
export function useSubmission(initial: SubmissionRecord): {
  submission: SubmissionRecord
  live: 'live' | 'polling' | 'ended'
  take: (record: SubmissionRecord) => void
} {
  const [submission, setSubmission] = useState(initial)
  const [polling, setPolling] = useState(false)
  const ended = isEnded(submission.status)
  useEffect(() => {
    if (ended || polling) return
    const events = new EventSource(`/api/v1/submissions/${initial.id}/events`)
    events.onmessage = (event: MessageEvent<string>) => setSubmission(JSON.parse(event.data) as SubmissionRecord)
    // A lost connection is opened again by the browser itself; a refused one is not.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setPolling(true)
    }
    return () => events.close()
  }, [initial.id, ended, polling])
  useEffect(() => {
    if (ended || !polling) return
    const timer = setInterval(() => {
      void fetchRecord(initial.id).then((record) => record && setSubmission(record))
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [initial.id, ended, polling])
  return { submission, live: ended ? 'ended' : polling ? 'polling' : 'live', take: setSubmission }
}

/** The record, or null when this try failed; the next one comes by itself. */
async function fetchRecord(id: string): Promise<SubmissionRecord | null> {
  try {
    const answer = await fetch(`/api/v1/submissions/${id}`, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as SubmissionRecord) : null
  } catch {
    return null // offline: the timer asks again
  }
}
