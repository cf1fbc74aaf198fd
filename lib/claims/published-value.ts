import type { ClaimRecord, ClaimSourceRecord } from './schema'

/** A value as others print it, not as read by this registry. */
export interface PublishedValue {
  readonly value: number
  /** Its source; empty for a value from a submission. */
  readonly sources: readonly ClaimSourceRecord[]
  readonly submission: string | null
}

/** The first value that a valid claim gives, with its source; null if none does. */
export function publishedValueOf(claims: readonly ClaimRecord[]): PublishedValue | null {
  const claim = claims.find(({ value, withdrawn_at: withdrawn }) => value !== null && withdrawn === null)
  if (claim === undefined || claim.value === null) return null
  const { value, value_source: source, sources, submission } = claim
  return {
    value,
    sources: sources.filter(({ key, stance }) => (source === null ? stance === 'states' : key === source)),
    submission,
  }
}
