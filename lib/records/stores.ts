import type { Db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'

/** A version's row. */
export interface VersionRow {
  readonly version: number
  readonly body: unknown
}

/** A version without its content: for the history. */
export interface VersionNote {
  readonly version: number
  /** Why it was made, in plain words. */
  readonly reason: string
  readonly createdAt: Date
}

/** Where the versions of one kind of record stand. */
export interface VersionStore {
  newest(db: Db, id: number): Promise<VersionRow | null>
  one(db: Db, id: number, version: number): Promise<VersionRow | null>
  /** The latest `take` of them, latest first. */
  notes(db: Db, id: number, take: number): Promise<VersionNote[]>
}

const CONTENT = { version: true, body: true } as const
const NOTE = { version: true, reason: true, createdAt: true } as const
const LATEST_FIRST = { version: 'desc' } as const

export const STORES: Readonly<Record<RecordKind, VersionStore>> = {
  weight: {
    newest: (db, weightId) =>
      db.weightVersion.findFirst({ where: { weightId }, orderBy: LATEST_FIRST, select: CONTENT }),
    one: (db, weightId, version) =>
      db.weightVersion.findUnique({ where: { weightId_version: { weightId, version } }, select: CONTENT }),
    notes: (db, weightId, take) =>
      db.weightVersion.findMany({ where: { weightId }, orderBy: LATEST_FIRST, select: NOTE, take }),
  },
  set: {
    newest: (db, setId) => db.setVersion.findFirst({ where: { setId }, orderBy: LATEST_FIRST, select: CONTENT }),
    one: (db, setId, version) =>
      db.setVersion.findUnique({ where: { setId_version: { setId, version } }, select: CONTENT }),
    notes: (db, setId, take) => db.setVersion.findMany({ where: { setId }, orderBy: LATEST_FIRST, select: NOTE, take }),
  },
}
