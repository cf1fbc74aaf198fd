import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { isStorable } from './storable'

/** The value of the sort column in the last row of a page: text or a 32-bit integer; null sorts where the query puts it. */
export type CursorValue = string | number | null

/** Where a page ended: the next one starts after this row. */
export interface Cursor {
  readonly value: CursorValue
  readonly id: number
}

/** Longest cursor taken. Ours hold one repo name (200 characters, up to 4 bytes each) and a number at most. */
export const MAX_CURSOR_LENGTH = 1_500
/** base64url. */
const CURSOR_FORM = /^[\w-]+$/

/** Keys and sort columns are PostgreSQL's `integer`; a larger number would fail inside the query. A time is written as text. */
const MAX_INTEGER = 2_147_483_647
const Integer = z
  .int()
  .min(-MAX_INTEGER - 1)
  .max(MAX_INTEGER)

/** The order is part of the cursor: in another order the same row would be another place. */
const CursorParts = z.tuple([
  z.string(),
  z.union([z.string().refine(isStorable), Integer, z.null()]),
  Integer.positive(),
])

/**
 * Writes an opaque keyset cursor. `order` names what the list is sorted by, e.g. `level:desc`; the same text must be given to `decodeCursor`.
 * Keys are compared, never counted, so rows that come or go while a client pages are neither repeated nor skipped.
 */
export function encodeCursor(order: string, { value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
}

/** Reads a cursor that came from outside. Throws AppError 400 `bad-cursor` for anything that `encodeCursor` did not write for this order. */
export function decodeCursor(order: string, text: string): Cursor {
  const parts = CursorParts.safeParse(readJson(text))
  if (!parts.success) throw badCursor('The cursor is none that this registry wrote.')
  const [cursorOrder, value, id] = parts.data
  if (cursorOrder !== order)
    throw badCursor(
      `The cursor belongs to a list sorted by ${JSON.stringify(cursorOrder)}, this one is sorted by ${JSON.stringify(order)}.`,
    )
  return { value, id }
}

function readJson(text: string): unknown {
  if (text.length > MAX_CURSOR_LENGTH || !CURSOR_FORM.test(text)) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function badCursor(what: string): AppError {
  return new AppError({
    status: 400,
    code: 'bad-cursor',
    detail: `${what} Take \`next_cursor\` of the page before as it is, with the same filters, sort and order; or leave \`cursor\` out to start again.`,
  })
}
