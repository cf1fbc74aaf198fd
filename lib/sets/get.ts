import { readRecord } from '@/lib/records/read'
import { etagOfVersion } from '@/lib/records/etag'
import { SetRecord } from './schema'

export interface VersionedSet {
  readonly record: SetRecord
  /** Strong: names the record and its version. */
  readonly etag: string
}

/**
 * A set's record by public id (`SS-000001`, or `SS-000001.2` for its second version), or null when there is none.
 * @throws ZodError when what stands in the database does not fit today's schema
 */
export async function getSet(id: string): Promise<VersionedSet | null> {
  const found = await readRecord('set', id)
  if (found?.kind !== 'version') return null
  return { record: SetRecord.parse(found.written.body), etag: etagOfVersion('set', found.written) }
}
