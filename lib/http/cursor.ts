import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { isStorable } from './storable'

/** The sort column's value in the last row of a page: text or a 32-bit integer; the query decides where null sorts. */
export type CursorValue = string | number | null

/** Where a page ended: the next one starts after this row. */
export interface Cursor {
  readonly value: CursorValue
  readonly id: number
}

/** Longest cursor accepted. Ours contain at most one repo name (200 characters, up to 4 bytes each) and a number. */
export const MAX_CURSOR_LENGTH = 1_500
/** base64url. */
const CURSOR_FORM = /^[\w-]+$/

/** Keys and sort columns are PostgreSQL's `integer`; a larger number would fail inside the query. A time is written as text. */
const MAX_INTEGER = 2_147_483_647
const Integer = z
  .int()
  .min(-MAX_INTEGER - 1)
  .max(MAX_INTEGER)

/** The order is part of the cursor: in another order the same row is at another position. */
const CursorParts = z.tuple([
  z.string(),
  z.union([z.string().refine(isStorable), Integer, z.null()]),
  Integer.positive(),
])

/**
 * Encodes an opaque keyset cursor. `order` names the sort order of the list, e.g. `level:desc`; pass the same text to `decodeCursor`. Keys are
 * compared, never counted, so rows inserted or deleted while a client pages are neither repeated nor skipped.
 */
export function encodeCursor(order: string, { value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
}

/** Decodes a cursor from a client. Throws AppError 400 `bad-cursor` for anything that `encodeCursor` did not write for this order. */
export function decodeCursor(order: string, text: string): Cursor {
  const parts = CursorParts.safeParse(readJson(text))
  if (!parts.success) throw badCursor('This is not a cursor of this registry.')
  const [cursorOrder, value, id] = parts.data
  if (cursorOrder !== order)
    throw badCursor(
      `The cursor belongs to a list sorted by ${JSON.stringify(cursorOrder)}, but this one is sorted by ${JSON.stringify(order)}.`,
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
    detail: `${what} Use \`next_cursor\` of the previous page unchanged, with the same filters, sort and order; or omit \`cursor\` to start again.`,
  })
}
