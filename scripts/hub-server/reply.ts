import type { ServerResponse } from 'node:http'

/** Sends JSON as the Hub's API does. */
export function sendJson(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  const body = JSON.stringify(value)
  response
    .writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    .end(body)
}

/** The Hub's errors: a status, a code in `x-error-code`, a message in the body. */
export function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  const body = JSON.stringify({ error: message })
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-error-code': code,
      'x-error-message': message,
    })
    .end(body)
}

/** Without a token the Hub does not distinguish a private repo from a nonexistent one: both are 401. */
export function sendMissingRepo(response: ServerResponse): void {
  sendError(response, 401, 'RepoNotFound', 'Invalid username or password.')
}

export function sendMissingRevision(response: ServerResponse, revision: string): void {
  sendError(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
}

export function sendMissingEntry(response: ServerResponse): void {
  sendError(response, 404, 'EntryNotFound', 'Entry not found')
}
