const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** A pattern for SQL's LIKE and ILIKE that matches a text anywhere; `%` and `_` in it are literal. */
export const containsPattern = (text: string) => `%${literal(text)}%`

/** The same for a text at the beginning. */
export const beginsPattern = (text: string) => `${literal(text)}%`
