/** A pattern for SQL's LIKE and ILIKE that matches a text anywhere; `%` and `_` in it are literal. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
