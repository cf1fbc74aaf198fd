import { createHmac, randomBytes } from 'node:crypto'

/** By this people and secret scanners know a secret of Standard Webhooks. */
const PREFIX = 'whsec_'
/** The standard wants 24 to 64. */
const SECRET_BYTES = 32

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64')

/** One message, as it is sent. */
export interface Message {
  readonly id: string
  /** Seconds since 1970, of this try. */
  readonly timestamp: number
  readonly body: string
}

/**
 * The headers that sign a message (Standard Webhooks 1.0.0): HMAC-SHA256 of id, time and body, once for each secret.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(
  { id, timestamp, body }: Message,
  secrets: readonly string[],
): { readonly 'webhook-id': string; readonly 'webhook-timestamp': string; readonly 'webhook-signature': string } {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
