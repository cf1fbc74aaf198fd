import type { StoredRecord } from '@/lib/record-form'
import { NO_VALUE_SOURCE } from './render'

/** The claims in a record of schema 1, as schema 2 has them. Those of the first releases were all of scalars, and none was negative. */
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

/** In schema 1 only the note said who prints the value, in one sentence of the import. */
function valueSourceIn({ origin, value, note, sources }: StoredRecord): string | null {
  if (origin !== 'literature' || value === null || typeof note !== 'string') return null
  const [, key] = / is as (\S+) prints it/.exec(note) ?? []
  const known = Array.isArray(sources) && (sources as { key: string }[]).some((source) => source.key === key)
  return known ? (key ?? null) : null
}
