import type { ClaimRecord, ClaimSourceRecord } from './schema'

/** A value as others print it: nothing that this registry has read. */
export interface PublishedValue {
  readonly value: number
  /** Who prints it; empty for a value that a submission gives. */
  readonly sources: readonly ClaimSourceRecord[]
  readonly submission: string | null
}

/** The first value that a standing claim gives, with who prints it: the source that the claim's note names, else all that state the coordinate. Null where none gives one. */
export function publishedValueOf(claims: readonly ClaimRecord[]): PublishedValue | null {
  const claim = claims.find(({ value, withdrawn_at: withdrawn }) => value !== null && withdrawn === null)
  if (claim === undefined || claim.value === null) return null
  // The import of the literature says so in the note (`The value 1.5625 is as grob2025 prints it`).
  const printed = claim.sources.filter(({ key }) => claim.note?.includes(` is as ${key} prints it`))
  return {
    value: claim.value,
    sources: printed.length > 0 ? printed : claim.sources.filter(({ stance }) => stance === 'states'),
    submission: claim.submission,
  }
}
