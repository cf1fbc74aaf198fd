import type { RecordKind } from '@/lib/ids'
import { parseStored } from '@/lib/record-form'
import type { ModelRecord } from '@/lib/models/schema'
import { printVersion } from './address'
import { KINDS, type RecordOf } from './kinds'
import { readRecord } from './read'

export interface Versioned<T> {
  readonly record: T
  /** Strong: names the record and its version, `"SW-000007.3"`. */
  readonly etag: string
}

/**
 * A record by its address (`SW-000001`, or `SW-000001.2` for its second version; `acme/small`), in today's schema; null when there is none.
 * @throws ZodError when stored data does not match the current schema
 */
export async function getRecord<K extends RecordKind>(kind: K, text: string): Promise<Versioned<RecordOf[K]> | null> {
  const found = await readRecord(kind, text)
  if (found?.kind !== 'version') return null
  const { name, version, body } = found.written
  return { record: parseStored<RecordOf[K]>(KINDS[kind].form, body), etag: `"${printVersion(kind, name, version)}"` }
}

export const getWeight = (text: string) => getRecord('weight', text)
export const getSet = (text: string) => getRecord('set', text)

/** The record of a repo, spelled as its owner spells it, or null when this registry knows nothing of it. */
export async function getModel(repo: string): Promise<ModelRecord | null> {
  return (await getRecord('model', repo))?.record ?? null
}
