import type { z } from 'zod'
import { printId, type RecordKind } from '@/lib/ids'
import { historyOf } from './history'
import { readRecord } from './read'
import type { VersionNote } from './stores'

/** A version of a record with what its page says around it. */
export interface RecordPage<T> {
  /** `SW-000007` */
  readonly name: string
  /** Address of the page of its latest version. */
  readonly url: string
  readonly version: number
  readonly latest: number
  /** Null where an old version does not fit today's schema: then only `body` can be shown. */
  readonly record: T | null
  readonly body: unknown
  readonly history: readonly VersionNote[]
}

/**
 * The version that an address names, with the record's history, or null when there is none.
 * @throws ZodError when the latest version does not fit today's schema
 */
export async function readPage<T>(kind: RecordKind, text: string, schema: z.ZodType<T>): Promise<RecordPage<T> | null> {
  const found = await readRecord(kind, text)
  if (found?.kind !== 'version') return null
  const { id, version, latest, body } = found.written
  const name = printId(kind, id)
  const read = version === latest ? schema.parse(body) : schema.safeParse(body).data
  return {
    name,
    url: `/${kind}s/${name}`,
    version,
    latest,
    record: read ?? null,
    body,
    history: await historyOf(kind, id),
  }
}
