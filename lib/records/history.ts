import { db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { idSql } from './read'
import { TABLES } from './tables'

/** Versions that a page lists: years of a busy record; each older one still answers at its address. */
const SHOWN = 50

/** A version without its content. */
export interface VersionNote {
  readonly version: number
  /** Why it was made, in plain words. */
  readonly reason: string
  readonly createdAt: Date
}

/** The versions of a record, latest first, with the reason for each; at most the latest 50. */
export function historyOf(kind: RecordKind, name: string): Promise<VersionNote[]> {
  const { versions, key } = TABLES[kind]
  return db.$queryRaw<VersionNote[]>`
    select version, reason, created_at as "createdAt" from ${versions}
    where ${key} = ${idSql(kind, name)} order by version desc limit ${SHOWN}`
}
