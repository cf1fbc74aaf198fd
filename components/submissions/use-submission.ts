'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { isEnded } from '@/lib/protocol/states'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** Polling interval where server-sent events fail, in milliseconds. */
const POLL_MS = 3_000

/**
 * A submission's record, updated by server-sent events until its status is final. Where events fail (a buffering proxy, too many readers)
 * it polls instead.
 */
export function useSubmission(initial: SubmissionRecord): {
  submission: SubmissionRecord
  live: 'live' | 'polling' | 'ended'
  take: (record: SubmissionRecord) => void
} {
  const [submission, setSubmission] = useState(initial)
  const [polling, setPolling] = useState(false)
  const ended = isEnded(submission.status)
  const [now, rendered] = [submission.status, initial.status]
  const router = useRouter()
  useEffect(() => {
    // The history, the outcome and what may be done are rendered on the server. What came while it was asked is asked for again.
    if (now !== rendered) router.refresh()
  }, [now, rendered, router])
  useEffect(() => {
    if (ended || polling) return
    const events = new EventSource(`/api/v1/submissions/${initial.id}/events`)
    events.onmessage = (event: MessageEvent<string>) => setSubmission(JSON.parse(event.data) as SubmissionRecord)
    // The browser reopens a lost connection, but not a refused one.
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

/** The record, or null when this attempt failed; the timer tries again. */
async function fetchRecord(id: string): Promise<SubmissionRecord | null> {
  try {
    const answer = await fetch(`/api/v1/submissions/${id}`, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as SubmissionRecord) : null
  } catch {
    return null // offline: the timer asks again
  }
}
