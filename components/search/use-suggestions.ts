'use client'

import { useAnswer } from '@/components/form/use-answer'
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

/** Results for what is being typed: those of the latest text that got an answer. */
export function useSuggestions(text: string): Suggestions {
  const q = text.trim()
  const address = q === '' ? null : `/api/v1/search?${new URLSearchParams({ q, limit: String(SHOWN) })}`
  const answered = useAnswer(address, PAUSE_MS)
  if (address === null || answered === null) return { groups: [], failed: false }
  return { groups: answered.ok ? (answered.body as SearchAnswer).groups : [], failed: !answered.ok }
}
