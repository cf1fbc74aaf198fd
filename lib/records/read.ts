import { db } from '@/lib/db'
import { parseId, type RecordKind } from '@/lib/ids'
import { Prisma } from '@/prisma/generated/client'
import { parseRef, type RecordRef } from './address'
import { makeFirstVersion } from './first-version'
import { TABLES } from './tables'

/** One version of a record, as it was written. */
export interface WrittenVersion {
  /** `SW-000007`, `acme/small` */
  readonly name: string
  readonly version: number
  /** The newest version at present. */
  readonly latest: number
  /** The record's JSON as it was written: in the schema that its `schema_version` names, which may be older than today's. */
  readonly body: unknown
}

/** What an address of a record leads to: a version; a record without that version; or nothing. */
export type Found =
  | { readonly kind: 'version'; readonly written: WrittenVersion }
  | { readonly kind: 'no-such-version'; readonly name: string; readonly version: number; readonly latest: number }
  | null

/**
 * Reads the version that an address names, `SW-000007.3` or `SW-000007` for the latest, `acme/small/versions/3` or `acme/small`. One indexed query; a
 * model that has no version yet gets its first one.
 */
export async function readRecord(kind: RecordKind, text: string): Promise<Found> {
  const ref = parseRef(kind, text)
  if (ref === null) return null
  const found = await readVersion(kind, ref)
  if (found !== null || kind !== 'model' || !(await makeFirstVersion(ref.name))) return found
  return readVersion(kind, ref)
}

async function readVersion(kind: RecordKind, { name, version }: RecordRef): Promise<Found> {
  const { versions, key } = TABLES[kind]
  const id = idSql(kind, name)
  const wanted = version === null ? Prisma.sql`latest.version` : Prisma.sql`${version}`
  const [row] = await db.$queryRaw<{ latest: number; version: number | null; body: unknown }[]>`
    select latest.version as latest, one.version, one.body
    from (select ${key} as id, version from ${versions} where ${key} = ${id} order by version desc limit 1) latest
    left join ${versions} one on one.${key} = latest.id and one.version = ${wanted}`
  if (!row) return null
  if (row.version === null) return { kind: 'no-such-version', name, version: version ?? row.latest, latest: row.latest }
  return { kind: 'version', written: { name, version: row.version, latest: row.latest, body: row.body } }
}

/** The key of the row that a name means, as a part of a query. */
export function idSql(kind: RecordKind, name: string): Prisma.Sql {
  return kind === 'model'
    ? Prisma.sql`(select id from models where repo = ${name})`
    : Prisma.sql`${parseId(kind, name) ?? 0}::int`
}
