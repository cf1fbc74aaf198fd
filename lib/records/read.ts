import { db } from '@/lib/db'
import { parseId, type RecordKind } from '@/lib/ids'
import { Prisma } from '@/prisma/generated/client'
import { parseRef } from './address'

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

/** Where the versions of a kind of record stand: the table, and its column with the key of the record's row. */
export const VERSIONS: Readonly<Record<RecordKind, { readonly table: Prisma.Sql; readonly key: Prisma.Sql }>> = {
  weight: { table: Prisma.sql`weight_versions`, key: Prisma.sql`weight_id` },
  set: { table: Prisma.sql`set_versions`, key: Prisma.sql`set_id` },
  model: { table: Prisma.sql`model_versions`, key: Prisma.sql`model_id` },
}

/** Reads the version that an address names, `SW-000007.3` or `SW-000007` for the latest, `acme/small/versions/3` or `acme/small`. One indexed query. */
export async function readRecord(kind: RecordKind, text: string): Promise<Found> {
  const ref = parseRef(kind, text)
  if (ref === null) return null
  const { name, version } = ref
  const { table, key } = VERSIONS[kind]
  const id = idSql(kind, name)
  const wanted = version === null ? Prisma.sql`latest.version` : Prisma.sql`${version}`
  const [row] = await db.$queryRaw<{ latest: number; version: number | null; body: unknown }[]>`
    select latest.version as latest, one.version, one.body
    from (select ${key} as id, version from ${table} where ${key} = ${id} order by version desc limit 1) latest
    left join ${table} one on one.${key} = latest.id and one.version = ${wanted}`
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
