import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a test asks the server to do wrong. The object may be changed while the server runs. */
export interface Faults {
  /** Only requests whose path contains this are concerned; all when absent. */
  match?: string
  /** Wait before every answer. */
  delayMs?: number
  /** Answer with `status` instead, `times` times. */
  fail?: { status: number; times: number; retryAfter?: string }
  /** Close the connection after `afterBytes` of a file's body, `times` times. */
  cut?: { afterBytes: number; times: number }
  /** Answer ranges with the whole file and 200, as a careless proxy does. */
  ignoreRanges?: boolean
  /** Send large files to another server, as the Hub sends them to its CDN: this address, then the same path. */
  redirectLfsTo?: string
}

export function concerns(faults: Faults, request: IncomingMessage): boolean {
  return faults.match === undefined || (request.url ?? '').includes(faults.match)
}

/** Waits and fails as asked. @returns true when the answer has been given */
export async function applyFaults(
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!concerns(faults, request)) return false
  // Decided on arrival: a request that waits here must not take, when it wakes, a failure meant for a later one.
  const fail = takeFailure(faults)
  if (faults.delayMs) await sleep(faults.delayMs, undefined, { ref: false })
  if (!fail) return false
  const { status, retryAfter } = fail
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end()
  return true
}

function takeFailure(faults: Faults): Faults['fail'] | null {
  if (!faults.fail || faults.fail.times <= 0) return null
  faults.fail.times--
  return faults.fail
}

/** How many bytes of a body of `length` bytes to send before the connection is cut, or null to send all: one that ends before the cut does not use it up. */
export function cutAfter(faults: Faults, request: IncomingMessage, length: number): number | null {
  if (!concerns(faults, request) || !faults.cut || faults.cut.times <= 0 || length <= faults.cut.afterBytes) return null
  faults.cut.times--
  return faults.cut.afterBytes
}
