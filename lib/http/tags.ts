import { parseRef, type RecordKind } from '@/lib/ids'

/** What an answer is made from, as the database's notifications name it: `weight:7`, or `weight` for any of them. */
export type Tag = string

/** An answer depends on these, or on anything that may change. */
export type Tags = readonly Tag[] | 'anything'

/** Of an answer made from files of the release. */
export const NOTHING: Tags = []

/** What the address of a record, `SW-000007` or `SW-000007.3`, depends on. */
export function recordTags(kind: RecordKind, text: string): readonly Tag[] {
  const ref = parseRef(kind, text)
  return [ref === null ? kind : `${kind}:${ref.id}`]
}
