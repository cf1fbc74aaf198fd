import type { StoredRecord } from '@/lib/record-form'
import { NO_VALUE_SOURCE } from './render'

/** Upgrades the claims of a record from schema 1 to schema 2. In the first releases all claims were about scalars and none was negative. */
export function claimsFrom1(claims: unknown): unknown[] {
  return (Array.isArray(claims) ? (claims as StoredRecord[]) : []).map(claimFrom1)
}

function claimFrom1(claim: StoredRecord): StoredRecord {
  const source = valueSourceIn(claim)
  return {
    unit: 'scalar',
    polarity: 'claims',
    place: null,
    ...claim,
    value_source: source,
    missing: {
      ...(claim['missing'] as object),
      ...(source === null
        ? { value_source: NO_VALUE_SOURCE[claim['origin'] === 'literature' ? 'literature' : 'submission'] }
        : {}),
    },
  }
}

/** In schema 1 only a sentence in the note named the source of the value. */
function valueSourceIn({ origin, value, note, sources }: StoredRecord): string | null {
  if (origin !== 'literature' || value === null || typeof note !== 'string') return null
  const [, key] = / is as (\S+) prints it/.exec(note) ?? []
  const known = Array.isArray(sources) && (sources as { key: string }[]).some((source) => source.key === key)
  return known ? (key ?? null) : null
}
