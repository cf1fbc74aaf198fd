import type { Db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { canonicalJson } from '@/lib/protocol'
import { KINDS, type ContentOf, type RecordOf } from './kinds'
import { TABLES } from './tables'

/** The latest version after a write. */
export interface Written {
  readonly version: number
  /** Whether this write made it: the same content makes no version. */
  readonly changed: boolean
}

/**
 * Writes a record's content as its next version, in the caller's transaction, which must hold `lockModel` for its repo. Nothing is written when
 * nothing but version and time would differ.
 * @param id key of the record's row
 * @param cause why it is written, in plain words: stored with the version
 * @throws ZodError when the content does not fit today's schema
 */
export async function write<K extends RecordKind>(
  tx: Db,
  kind: K,
  id: number,
  content: ContentOf<K>,
  cause: string,
): Promise<Written> {
  const [written] = await writeAll(tx, kind, new Map([[id, content]]), cause)
  if (!written) throw new RangeError('One record was written and none came back.')
  return written
}

/** The same for many records of one kind, whose present versions are read together. In the order of `contents`. */
export async function writeAll<K extends RecordKind>(
  tx: Db,
  kind: K,
  contents: ReadonlyMap<number, ContentOf<K>>,
  cause: string,
): Promise<Written[]> {
  const present = await presentVersions(tx, kind, [...contents.keys()])
  const written: Written[] = []
  const fresh: Fresh<K>[] = []
  for (const [id, content] of contents) {
    const { version, body } = present.get(id) ?? { version: 0, body: null }
    const changed = !sameContent(body, content)
    if (changed) fresh.push({ id, content: { ...content, version: version + 1 } })
    written.push({ version: changed ? version + 1 : version, changed })
  }
  if (fresh.length > 0) await writeVersions(tx, kind, fresh, cause)
  return written
}

/** Of records, those whose latest version says something else than their content, or that have no version: what `writeAll` would write. */
export async function differing<K extends RecordKind>(
  from: Db,
  kind: K,
  contents: ReadonlyMap<number, ContentOf<K>>,
): Promise<number[]> {
  const present = await presentVersions(from, kind, [...contents.keys()])
  return [...contents].flatMap(([id, content]) => (sameContent(present.get(id)?.body ?? null, content) ? [] : [id]))
}

interface Present {
  readonly id: number
  readonly version: number
  readonly body: unknown
}

async function presentVersions(tx: Db, kind: RecordKind, ids: readonly number[]): Promise<Map<number, Present>> {
  const { versions, key } = TABLES[kind]
  const rows = await tx.$queryRaw<Present[]>`
    select wanted.id, newest.version, newest.body
    from unnest(${[...ids]}::int[]) wanted (id)
    cross join lateral (select version, body from ${versions} where ${key} = wanted.id order by version desc limit 1) newest`
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is to become the next version of a record. */
interface Fresh<K extends RecordKind> {
  readonly id: number
  readonly content: ContentOf<K> & { readonly version: number }
}

/** Writes versions, and on the records' rows what lists sort and filter by, in one statement. */
async function writeVersions<K extends RecordKind>(
  tx: Db,
  kind: K,
  fresh: readonly Fresh<K>[],
  cause: string,
): Promise<void> {
  const now = new Date().toISOString()
  const bodies = fresh.map(({ content }): RecordOf[K] => KINDS[kind].form.schema.parse({ ...content, updated_at: now }))
  const { rows, versions, key } = TABLES[kind]
  await tx.$executeRaw`
    with fresh as materialized (
      select id, version, body::jsonb as body
      from unnest(${fresh.map(({ id }) => id)}::int[], ${bodies.map(({ version }) => version)}::int[], ${bodies.map((body) => JSON.stringify(body))}::text[])
        as given (id, version, body)
    ), written as (
      insert into ${versions} (${key}, version, body, reason, created_at)
      select id, version, body, ${cause}, ${now}::timestamptz from fresh
    )
    update ${rows} set version = fresh.version, updated_at = ${now}::timestamptz ${KINDS[kind].marks}
    from fresh where ${rows}.id = fresh.id`
}

/** Whether a stored record says the same as new content, which has no version and time yet. */
function sameContent(stored: unknown, content: object): boolean {
  if (stored === null || typeof stored !== 'object') return false
  const { version: _version, updated_at: _time, ...rest } = stored as Record<string, unknown>
  return (
    canonicalJson(rest as Parameters<typeof canonicalJson>[0]) ===
    canonicalJson(content as Parameters<typeof canonicalJson>[0])
  )
}
