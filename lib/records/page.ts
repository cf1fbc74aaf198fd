import { ZodError } from 'zod'
import { db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { parseStored, type RecordForm } from '@/lib/record-form'
import { pageOf, printVersion } from './address'
import { historyOf, type VersionNote } from './history'
import { KINDS, type RecordOf } from './kinds'
import { idSql, readRecord } from './read'
import { TABLES } from './tables'

/** A version in a record's history, with the address of its page. */
export interface VersionLink extends VersionNote {
  readonly url: string
}

/** A version of a record with what its page says around it. */
export interface RecordPage<T> {
  /** `SW-000007` */
  readonly name: string
  /** `SW-000007.3` */
  readonly versionName: string
  /** Address of the page of its latest version. */
  readonly url: string
  /** Address of the page of this version. */
  readonly versionUrl: string
  readonly version: number
  readonly latest: number
  /** Whether the record is withdrawn now, whatever this version says. */
  readonly withdrawn: boolean
  /** In today's schema. Null where an old version does not fit it even upgraded: then only `body` can be shown. */
  readonly record: T | null
  readonly body: unknown
  readonly history: readonly VersionLink[]
}

/**
 * The version that an address names, with the record's history, or null when there is none.
 * @throws ZodError when the latest version does not fit today's schema
 */
export async function readPage<K extends RecordKind>(kind: K, text: string): Promise<RecordPage<RecordOf[K]> | null> {
  const found = await readRecord(kind, text)
  if (found?.kind !== 'version') return null
  const { name, version, latest, body } = found.written
  const form: RecordForm<RecordOf[K]> = KINDS[kind].form
  const addressOf = (number: number) => pageOf(kind, printVersion(kind, name, number))
  return {
    name,
    versionName: printVersion(kind, name, version),
    url: pageOf(kind, name),
    versionUrl: addressOf(version),
    version,
    latest,
    withdrawn: await isWithdrawn(kind, name),
    record: version === latest ? parseStored(form, body) : parsedOrNull(form, body),
    body,
    history: (await historyOf(kind, name)).map((note) => ({ ...note, url: addressOf(note.version) })),
  }
}

/** A model is never withdrawn. */
async function isWithdrawn(kind: RecordKind, name: string): Promise<boolean> {
  if (kind === 'model') return false
  const [row] = await db.$queryRaw<{ withdrawn: boolean }[]>`
    select withdrawn from ${TABLES[kind].rows} where id = ${idSql(kind, name)}`
  return row?.withdrawn ?? false
}

function parsedOrNull<T>(form: RecordForm<T>, body: unknown): T | null {
  try {
    return parseStored(form, body)
  } catch (error) {
    if (error instanceof ZodError) return null
    throw error
  }
}
