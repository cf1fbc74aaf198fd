'use client'

import { useEffect, useState } from 'react'
import type { CheckpointHead } from '@/lib/intake/dry-run-schema'

/** Pause in typing after which the checkpoint is read, in milliseconds: each reading takes a slot of the server's. */
const PAUSE_MS = 800

/** What the registry reads of a checkpoint: its facts, why it cannot, or nothing yet. */
export type LiveReading =
  | { readonly state: 'none' | 'reading' }
  | { readonly state: 'read'; readonly head: CheckpointHead }
  | { readonly state: 'refused'; readonly detail: string }

/** Reads the checkpoint while one types. @param repo org/name, or null while the name is not complete @param coordinates those that are well-formed */
export function useCheckpoint(repo: string | null, revision: string, coordinates: readonly string[]): LiveReading {
  const query = new URLSearchParams([
    ...(revision.trim() === '' ? [] : [['revision', revision.trim()]]),
    ...coordinates.map((line) => ['coordinate', line]),
  ]).toString()
  const address = repo === null ? null : `/api/v1/checkpoints/${repo}?${query}`
  const [answer, setAnswer] = useState<{ readonly address: string; readonly reading: LiveReading } | null>(null)
  useEffect(() => {
    if (address === null) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void read(address, abort.signal).then((reading) => {
        if (!abort.signal.aborted) setAnswer({ address, reading })
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [address])
  if (address === null) return { state: 'none' }
  return answer?.address === address ? answer.reading : { state: 'reading' }
}

async function read(address: string, signal: AbortSignal): Promise<LiveReading> {
  try {
    const answer = await fetch(address, { signal })
    const body = (await answer.json()) as unknown
    if (answer.ok) return { state: 'read', head: body as CheckpointHead }
    return { state: 'refused', detail: (body as { detail?: string }).detail ?? 'The checkpoint could not be read now.' }
  } catch {
    // Aborted by the next letter, or without a connection: sending the form tells more.
    return { state: 'refused', detail: 'The checkpoint could not be read now.' }
  }
}
