import type { ServerResponse } from 'node:http'
import { SemaphoreFull } from '@/lib/async/semaphore'
import { HubError, type HubErrorCode } from '@/lib/hub/errors/hub-error'

/** The Hub's form of these errors, which its client in the verifier understands. */
const AS_THE_HUB: Readonly<Partial<Record<HubErrorCode, readonly [status: number, errorCode: string]>>> = {
  'missing-repo': [404, 'RepoNotFound'],
  'missing-revision': [404, 'RevisionNotFound'],
  'missing-file': [404, 'EntryNotFound'],
  gated: [403, 'GatedRepo'],
}

/** Sends a failure to the verifier, so that its client retries if that can help. The cause is not sent. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  // Part of the response has been sent: only closing the connection shows that the rest will not come.
  if (response.headersSent) {
    response.destroy()
    return
  }
  const [status, headers] = failureOf(error)
  response.writeHead(status, headers).end()
}

function failureOf(error: unknown): readonly [status: number, headers: Record<string, string>] {
  if (error instanceof SemaphoreFull) return [503, { 'retry-after': '1' }]
  if (!(error instanceof HubError)) return [502, {}]
  const known = AS_THE_HUB[error.code]
  if (known !== undefined) return [known[0], { 'x-error-code': known[1] }]
  if (error.retryAfterMs !== null) return [429, { 'retry-after': String(Math.ceil(error.retryAfterMs / 1_000)) }]
  return [error.permanent ? 400 : 502, {}]
}
