import { AppError } from '@/lib/errors/app-error'
import type { ProblemCode } from '@/lib/reasons'

/** How the registry says what the sign-in library answers in the words of RFC 8628, 3.5. */
const MEANINGS: Readonly<Record<string, readonly [code: ProblemCode, detail: string]>> = {
  authorization_pending: ['authorization-pending', 'Nobody has approved this code yet. Ask again after the interval.'],
  slow_down: ['slow-down', 'The key was asked for before the interval had passed. Ask again later.'],
  access_denied: ['access-denied', 'The person denied access. Nothing was made; begin again if that was a mistake.'],
  expired_token: ['expired-code', 'This code has expired. Begin again.'],
  invalid_grant: ['expired-code', 'This code is not known: it has expired, or was used. Begin again.'],
  device_code_already_processed: ['expired-code', 'This code was used already. Begin again.'],
  invalid_request: ['expired-code', 'This code is not known: it has expired, was used, or is mistyped. Begin again.'],
}

/** The word of RFC 8628 in an error of the sign-in library; null for any other error. */
export function wordOf(error: unknown): string | null {
  const { body } = Object(error) as { body?: { error?: unknown } }
  const word = body?.error
  return typeof word === 'string' && Object.hasOwn(MEANINGS, word) ? word : null
}

/** Runs a call of the sign-in library. @throws AppError 400 `authorization-pending`, `slow-down`, `access-denied`, `expired-code` */
export async function inPlainWords<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const word = wordOf(error)
    const meaning = word === null ? undefined : MEANINGS[word]
    if (!meaning) throw error
    throw new AppError({ status: 400, code: meaning[0], detail: meaning[1], extra: { error: word } })
  }
}
