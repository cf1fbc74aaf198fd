import { AppError } from '@/lib/errors/app-error'

/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which UTF-8 cannot. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/** Whether PostgreSQL can hold the text. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** Where in `value`, already parsed and so shallow, a text or a key could not be stored: its path, or null when all can be. */
export function unstorableIn(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path.join('.')
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = isStorable(key) ? unstorableIn(inner, [...path, key]) : [...path, readableText(key)].join('.')
    if (found !== null) return found
  }
  return null
}

/** Throws AppError 422 `invalid-input` when a text somewhere in `value` could not be stored. `value` is already parsed: small and shallow. */
export function assertStorable(value: unknown): void {
  const path = unstorableIn(value)
  if (path === null) return
  const errors = [{ path, message: 'holds a NUL or half of a surrogate pair' }]
  throw new AppError({
    status: 422,
    code: 'invalid-input',
    detail: `${path}: holds a character that is no text. Remove it.`,
    extra: { errors },
  })
}

/** C0 and C1 controls but tab and line feed, the marks that turn the direction of a line, and halves of surrogate pairs. */
const UNREADABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/**
 * A sentence that quotes what strangers wrote, made fit for the database, logs and pages: what PostgreSQL refuses, what moves a terminal's cursor and what
 * turns text around becomes U+FFFD. For sentences only: data is refused instead, since a changed name is another name.
 */
export function readableText(text: string): string {
  return text.replace(UNREADABLE, '\ufffd')
}
