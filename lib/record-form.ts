import type { z } from 'zod'

/** A record's JSON as some release wrote it. */
export type StoredRecord = Readonly<Record<string, unknown>>

/** Makes a record of one `schema_version` into one of the next: pure, never removed, tested on a stored sample. It must raise `schema_version`. */
export type Upgrade = (record: StoredRecord) => StoredRecord

/** The form of one kind of record: today's schema, and how older ones become it. */
export interface RecordForm<T> {
  /** The `schema_version` that today's schema has. */
  readonly version: number
  readonly schema: z.ZodType<T>
  /** By the `schema_version` that each starts from. */
  readonly upgrades: Readonly<Record<number, Upgrade>>
}

/**
 * A stored record in today's schema, whatever release wrote it.
 * @throws ZodError when it does not fit even then: a newer release wrote it, or this one lacks an upgrade
 */
export function parseStored<T>({ schema, upgrades }: RecordForm<T>, body: unknown): T {
  let record = body
  for (let upgrade = upgrades[versionOf(record)]; upgrade; upgrade = upgrades[versionOf(record)]) {
    const from = versionOf(record)
    record = upgrade(record as StoredRecord)
    if (versionOf(record) <= from)
      throw new RangeError(`The upgrade from schema ${from} does not raise schema_version.`)
  }
  return schema.parse(record)
}

/** 0 for what has none: no upgrade starts there. */
function versionOf(body: unknown): number {
  const version = typeof body === 'object' && body !== null && 'schema_version' in body ? body.schema_version : 0
  return typeof version === 'number' ? version : 0
}
