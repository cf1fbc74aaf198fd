import type { ClaimRecord, ClaimSourceRecord } from './schema'

/** A value as others print it: nothing that this registry has read. */
export interface PublishedValue {
  readonly value: number
  /** Who prints it; empty for a value that a submission gives. */
  readonly sources: readonly ClaimSourceRecord[]
  readonly submission: string | null
}

/** The first value that a standing claim gives, with who prints it. Null where none gives one. */
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
