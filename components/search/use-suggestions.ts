'use client'

import { useEffect, useState } from 'react'
import type { SearchAnswer } from '@/lib/search/schema'

/** Pause in typing after which the registry is asked, in milliseconds: shorter ones are gaps between letters. */
const PAUSE_MS = 150
/** Results of each kind below the box. */
const SHOWN = 4

export interface Suggestions {
  readonly groups: SearchAnswer['groups']
  /** Whether the registry could not be asked. */
  readonly failed: boolean
}

const NONE: Suggestions = { groups: [], failed: false }

/** Results for what is being typed: those of the latest text that got an answer. */
export function useSuggestions(text: string): Suggestions {
  const [suggestions, setSuggestions] = useState(NONE)
  const q = text.trim()
  useEffect(() => {
    if (q === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void fetchGroups(q, abort.signal).then((found) => {
        if (!abort.signal.aborted) setSuggestions(found)
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [q])
  return q === '' ? NONE : suggestions
}

async function fetchGroups(q: string, signal: AbortSignal): Promise<Suggestions> {
  try {
    const answer = await fetch(`/api/v1/search?${new URLSearchParams({ q, limit: String(SHOWN) })}`, { signal })
    if (!answer.ok) return { groups: [], failed: true }
    return { groups: ((await answer.json()) as SearchAnswer).groups, failed: false }
  } catch {
    // Aborted by the next letter, or without a connection: the form still works.
    return { groups: [], failed: !signal.aborted }
  }
}
