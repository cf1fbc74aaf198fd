import { z } from 'zod'
import { MAX_CURSOR_LENGTH } from './cursor'

export const Commit = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: '40-hex commit of the Hugging Face repo.' })
export const Repo = z.string().meta({ description: 'Hugging Face repo.', example: 'huggyllama/llama-7b' })
export const Time = z.iso.datetime().meta({ description: 'RFC 3339, UTC.' })

/** Why a field is null, by the field's name: a missing value is never left out and never unexplained. */
export const Missing = z
  .record(z.string(), z.string())
  .meta({ description: 'For every null field that has a reason: field name to reason.' })

/** A text to search for: spaces around it come from pasting and mean nothing. */
export const searchText = (max: number) => z.string().trim().max(max)

/** Where a list goes on: `next_cursor` of the page before (lib/http/cursor.ts writes it). */
export const CursorText = z.string().meta({
  description:
    'Opaque: `next_cursor` of the page before, as it is, with the same filters, sort and order. Base64url (RFC 4648, section 5) without padding; an empty one counts as none. Anything else, and a cursor of another order, is answered with 400 `bad-cursor`.',
  // In the document only: what does not fit is refused by `decodeCursor`, in its own words.
  override: { type: 'string', format: 'cursor', pattern: '^[A-Za-z0-9_-]*$', maxLength: MAX_CURSOR_LENGTH },
})

/** `{"items": [...], "next_cursor": "..." or null}`: every list of the API. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}
