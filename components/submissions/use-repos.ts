'use client'

import { useEffect, useState } from 'react'
import type { SuggestedRepo } from '@/lib/intake/suggest-repos'

/** Pause in typing after which the Hub is asked, in milliseconds. */
const PAUSE_MS = 250
/** Fewer letters find everything. */
const LEAST = 2

export interface Repos {
  readonly repos: readonly SuggestedRepo[]
  /** Whether the Hub could not be asked. */
  readonly failed: boolean
}

const NONE: Repos = { repos: [], failed: false }

/** Models of the Hub for what is being typed; none for an address that was pasted. */
export function useRepos(text: string): Repos {
  const [found, setFound] = useState(NONE)
  const q = text.trim()
  const asked = q.length >= LEAST && !q.includes(':')
  useEffect(() => {
    if (!asked) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void fetchRepos(q, abort.signal).then((repos) => {
        if (!abort.signal.aborted) setFound(repos)
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [q, asked])
  return asked ? found : NONE
}

async function fetchRepos(q: string, signal: AbortSignal): Promise<Repos> {
  try {
    const answer = await fetch(`/api/v1/repos?${new URLSearchParams({ q })}`, { signal })
    if (!answer.ok) return { repos: [], failed: true }
    return { repos: ((await answer.json()) as { items: SuggestedRepo[] }).items, failed: false }
  } catch {
    // Aborted by the next letter, or without a connection: the form still works.
    return { repos: [], failed: !signal.aborted }
  }
}
