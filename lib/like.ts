/** A pattern for SQL's LIKE and ILIKE that finds a text anywhere; `%` and `_` in it are letters like any other. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
