import { AppError } from '@/lib/errors/app-error'

/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which UTF-8 cannot. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/** Whether PostgreSQL can hold the text. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** The path of the first text or key in `value` that cannot be stored, or null. `value` is already parsed, hence shallow. */
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
  const errors = [{ path, message: 'contains a NUL or half of a surrogate pair' }]
  throw new AppError({
    status: 422,
    code: 'invalid-input',
    detail: `${path}: contains an invalid character. Remove it.`,
    extra: { errors },
  })
}

/** C0 and C1 controls except tab and line feed, bidirectional controls, and halves of surrogate pairs. */
const UNREADABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/**
 * Makes a sentence that quotes untrusted text safe for the database, logs and pages: characters that PostgreSQL refuses, terminal controls and bidirectional
 * controls become U+FFFD. For sentences only: data is refused instead, since a changed name is another name.
 */
export function readableText(text: string): string {
  return text.replace(UNREADABLE, '\ufffd')
}
