import { AppError } from '@/lib/errors/app-error'

/** A UUID has 36 characters; 255 is Stripe's limit, which programs know. */
export const MAX_KEY_LENGTH = 255
/** A string of a structured field (RFC 9651, 3.3.3): printable ASCII in quotes, with `\"` and `\\` for those two. */
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])+)"$/
/** The same without quotes, as many programs send it: characters that need none. */
const BARE = /^[A-Za-z0-9._~:+/=-]+$/
/** Both forms, for the document: the quoted one without escapes. */
export const KEY_PATTERN = '^("[ !#-\\[\\]-~]{1,255}"|[A-Za-z0-9._~:+/=-]{1,255})$'

/**
 * The key of a request, or null when it has none. `Idempotency-Key: "8e03978e"` (draft-ietf-httpapi-idempotency-key-header-07) and the same without quotes are
 * one key.
 * @throws AppError 400 `malformed-idempotency-key`
 */
export function idempotencyKeyOf(headers: Headers): string | null {
  const header = headers.get('idempotency-key')
  if (header === null) return null
  const text = header.trim()
  const key = QUOTED.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? (BARE.test(text) ? text : '')
  if (key !== '' && key.length <= MAX_KEY_LENGTH) return key
  throw new AppError({
    status: 400,
    code: 'malformed-idempotency-key',
    detail: `The header \`Idempotency-Key\` must be 1 to ${MAX_KEY_LENGTH} printable ASCII characters in double quotes, such as "8e03978e-40d5-43dd-bc93-6894a57f9324". Nothing was done.`,
  })
}
