import type { z } from 'zod'

/** A record's JSON as written by any release. */
export type StoredRecord = Readonly<Record<string, unknown>>

/** Upgrades a record from one `schema_version` to the next: pure, never removed, tested on a stored sample. It must increase `schema_version`. */
export type Upgrade = (record: StoredRecord) => StoredRecord

/** The format of one kind of record: its current schema and the upgrades from older ones. */
export interface RecordForm<T> {
  /** The current `schema_version`. */
  readonly version: number
  readonly schema: z.ZodType<T>
  /** By the `schema_version` they start from. */
  readonly upgrades: Readonly<Record<number, Upgrade>>
}

/**
 * A stored record in the current schema, whatever release wrote it.
 * @throws ZodError when it still does not match: a newer release wrote it, or this one lacks an upgrade
 */
export function parseStored<T>({ schema, upgrades }: RecordForm<T>, body: unknown): T {
  let record = body
  for (let upgrade = upgrades[versionOf(record)]; upgrade; upgrade = upgrades[versionOf(record)]) {
    const from = versionOf(record)
    record = upgrade(record as StoredRecord)
    if (versionOf(record) <= from)
      throw new RangeError(`The upgrade from schema ${from} does not increase schema_version.`)
  }
  return schema.parse(record)
}

/** 0 if absent: no upgrade starts there. */
function versionOf(body: unknown): number {
  const version = typeof body === 'object' && body !== null && 'schema_version' in body ? body.schema_version : 0
  return typeof version === 'number' ? version : 0
}
