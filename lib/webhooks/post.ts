import { request } from 'undici'
import { codeOf } from '@/lib/disk/error-code'
import { dispatcherFor, privateAddressIn } from '@/lib/network/public-network'
import { isAllowedLoopback } from './address'
import { ANSWER_MS, MAX_ANSWER_BYTES } from './limits'
import { type Message, signedHeaders } from './sign'

/** What became of one try. `status` is null where nobody answered. */
export interface Answer {
  readonly status: number | null
  /** Why it is not delivered; null where it is. */
  readonly error: string | null
}

/** Sends a message once. Redirects are not followed: an address that moved is registered anew. */
export async function post(
  url: string,
  message: Message,
  secrets: readonly string[],
  signal: AbortSignal,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(ANSWER_MS)
  try {
    const { statusCode: status, body } = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'super-weights-webhooks',
        ...signedHeaders(message, secrets),
      },
      body: message.body,
      dispatcher: dispatcherFor(url, isAllowedLoopback(url)),
      signal: AbortSignal.any([signal, timeout]),
    })
    // The status is the answer: whatever happens to the rest of it changes nothing.
    await body.dump({ limit: MAX_ANSWER_BYTES, signal: AbortSignal.any([signal, timeout]) }).catch(() => undefined)
    return { status, error: refusalIn(status) }
  } catch (error) {
    signal.throwIfAborted()
    return { status: null, error: failureWords(error, timeout.aborted) }
  }
}

function refusalIn(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return `It redirected (${status}), which is not followed.`
  return `It answered ${status}.`
}

function failureWords(error: unknown, late: boolean): string {
  // Not which address: the names of the operator's own network are nobody's business.
  if (privateAddressIn(error) !== null) return 'Not sent: the address is not on the public Internet.'
  if (late) return `No answer within ${ANSWER_MS / 1_000} seconds.`
  return `It could not be reached (${codeOf(error) ?? 'no answer'}).`
}
