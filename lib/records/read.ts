import { db } from '@/lib/db'
import { parseRef, type RecordKind, type RecordRef } from '@/lib/ids'
import { STORES } from './stores'

/** One version of a record, as it was written. */
export interface WrittenVersion {
  readonly id: number
  readonly version: number
  /** The newest version that there is now. */
  readonly latest: number
  /** The record's JSON as it was written: in the schema that its `schema_version` names, which may be older than today's. */
  readonly body: unknown
}

/** What an address of a record leads to: a version; a record without that version; or nothing. */
export type Found =
  | { readonly kind: 'version'; readonly written: WrittenVersion }
  | { readonly kind: 'no-such-version'; readonly id: number; readonly version: number; readonly latest: number }
  | null

/** Reads the version that an address names, `SW-000007.3` or `SW-000007` for the latest. Two indexed reads at most. */
export async function readRecord(kind: RecordKind, text: string): Promise<Found> {
  const ref = parseRef(kind, text)
  return ref === null ? null : readRef(kind, ref)
}

async function readRef(kind: RecordKind, { id, version }: RecordRef): Promise<Found> {
  const store = STORES[kind]
  const newest = await store.newest(db, id)
  if (newest === null) return null
  const { version: latest } = newest
  const row = version === null || version === latest ? newest : await store.one(db, id, version)
  if (row === null) return { kind: 'no-such-version', id, version: version ?? latest, latest }
  return { kind: 'version', written: { id, version: row.version, latest, body: row.body } }
}
