import { db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { STORES, type VersionNote } from './stores'

/** Versions that a page lists: years of a busy record; each older one still answers at its address. */
const SHOWN = 50

/** The versions of a record, latest first, with the reason for each; at most the latest 50. */
export function historyOf(kind: RecordKind, id: number): Promise<VersionNote[]> {
  return STORES[kind].notes(db, id, SHOWN)
}
