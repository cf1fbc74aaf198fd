'use client'

import { useAnswer } from '@/components/form/use-answer'
import type { CheckpointHead } from '@/lib/intake/dry-run-schema'

/** Pause in typing after which the checkpoint is read, in milliseconds: each reading takes a slot of the server's. */
const PAUSE_MS = 800

/** What the registry reads of a checkpoint: its facts, why it cannot, or nothing yet. */
export type LiveReading =
  | { readonly state: 'none' | 'reading' }
  | { readonly state: 'read'; readonly head: CheckpointHead }
  | { readonly state: 'refused'; readonly detail: string; readonly suggestions: readonly string[] }

/** Reads the checkpoint while one types. @param repo org/name, or null while the name is not complete @param coordinates those that are well-formed */
export function useCheckpoint(repo: string | null, revision: string, coordinates: readonly string[]): LiveReading {
  const query = new URLSearchParams([
    ...(revision.trim() === '' ? [] : [['revision', revision.trim()]]),
    ...coordinates.map((line) => ['coordinate', line]),
  ]).toString()
  const address = repo === null ? null : `/api/v1/checkpoints/${repo}?${query}`
  const answered = useAnswer(address, PAUSE_MS)
  if (address === null) return { state: 'none' }
  if (answered?.address !== address) return { state: 'reading' }
  if (answered.ok) return { state: 'read', head: answered.body as CheckpointHead }
  const problem = answered.body as { detail?: string; suggestions?: readonly string[]; coordinate?: string } | null
  return {
    state: 'refused',
    detail: problem?.detail ?? 'The checkpoint could not be read now.',
    // Those of a coordinate are offered below its own field.
    suggestions: problem?.coordinate === undefined ? (problem?.suggestions ?? []) : [],
  }
}
