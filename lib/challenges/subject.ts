import { parseId, printId } from '@/lib/ids'

/** The record that a challenge is about, as its row names it. */
export type Subject =
  { readonly weightId: number; readonly setId: null } | { readonly weightId: null; readonly setId: number }

/** What an id names: `SW-000007` or `SS-000003`; null for another text. */
export function subjectOf(text: string): Subject | null {
  const weightId = parseId('weight', text)
  if (weightId !== null) return { weightId, setId: null }
  const setId = parseId('set', text)
  return setId === null ? null : { weightId: null, setId }
}

/** @throws RangeError for a row that names neither, which the database refuses */
export function printSubject({
  weightId,
  setId,
}: {
  readonly weightId: number | null
  readonly setId: number | null
}): string {
  if (weightId !== null) return printId('weight', weightId)
  if (setId === null) throw new RangeError('A challenge names neither a weight nor a set.')
  return printId('set', setId)
}
