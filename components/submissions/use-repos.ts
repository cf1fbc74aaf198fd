'use client'

import { useAnswer } from '@/components/form/use-answer'
import type { SuggestedRepo } from '@/lib/suggestions/suggest-repos'

/** Pause in typing after which the Hub is asked, in milliseconds. */
const PAUSE_MS = 250
/** Fewer letters find everything. */
const LEAST = 2

export interface Repos {
  readonly repos: readonly SuggestedRepo[]
  /** Whether the Hub could not be asked. */
  readonly failed: boolean
}

/** Models of the Hub for what is being typed; none for an address that was pasted. */
export function useRepos(text: string): Repos {
  const q = text.trim()
  const asked = q.length >= LEAST && !q.includes(':')
  const answered = useAnswer(asked ? `/api/v1/repos?${new URLSearchParams({ q })}` : null, PAUSE_MS)
  if (!asked || answered === null) return { repos: [], failed: false }
  return { repos: answered.ok ? (answered.body as { items: SuggestedRepo[] }).items : [], failed: !answered.ok }
}
