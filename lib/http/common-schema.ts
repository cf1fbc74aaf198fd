import { z } from 'zod'
import { MAX_CURSOR_LENGTH } from './cursor'

export { Commit, Repo } from '@/lib/hub/names/schema'

export { Time } from '@/lib/timestamp'

/** Why a field is null, by name: a missing value is never omitted and never unexplained. */
export const Missing = z
  .record(z.string(), z.string())
  .meta({ description: 'Maps each null field that has a reason to that reason.' })

/** A search text; surrounding spaces, often from pasting, are removed. */
export const searchText = (max: number) => z.string().trim().max(max)

/** The position in a list: `next_cursor` of the previous page (written by lib/http/cursor.ts). */
export const CursorText = z.string().meta({
  description:
    'Opaque: `next_cursor` of the previous page, unchanged, with the same filters, sort and order. Base64url (RFC 4648, section 5) without padding; an empty one counts as absent. Anything else, or a cursor for another order, gets 400 `bad-cursor`.',
  // Only for the document: `decodeCursor` refuses invalid cursors with its own message.
  override: { type: 'string', format: 'cursor', pattern: '^[A-Za-z0-9_-]*$', maxLength: MAX_CURSOR_LENGTH },
})

/** `{"items": [...], "next_cursor": "..." or null}`: every list of the API. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}
