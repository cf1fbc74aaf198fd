import { readRecord } from '@/lib/records/read'
import { etagOfVersion } from '@/lib/records/etag'
import { WeightRecord } from './schema'

export interface VersionedWeight {
  readonly record: WeightRecord
  /** Strong: names the record and its version. */
  readonly etag: string
}

/**
 * A weight's record by public id (`SW-000001`, or `SW-000001.2` for its second version), or null when there is none. The record was rendered
 * when it last changed.
 * @throws ZodError when what stands in the database does not fit today's schema
 */
export async function getWeight(id: string): Promise<VersionedWeight | null> {
  const found = await readRecord('weight', id)
  if (found?.kind !== 'version') return null
  return { record: WeightRecord.parse(found.written.body), etag: etagOfVersion('weight', found.written) }
}
