import type { Tag } from '@/lib/http/tags'
import { parseId, type RecordKind } from '@/lib/ids'
import { parseRef } from './address'

/** What the address of a record or of one of its versions depends on: `SW-000007`, `SW-000007.3`, `acme/small`. */
export function recordTags(kind: RecordKind, text: string): readonly Tag[] {
  const ref = parseRef(kind, text)
  if (ref === null) return [kind]
  return [`${kind}:${kind === 'model' ? ref.name : parseId(kind, ref.name)}`]
}
