import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Faults that a test injects. The object may be changed while the server runs. */
export interface Faults {
  /** Only for requests whose path contains this; all if absent. */
  match?: string
  /** Delay before every response. */
  delayMs?: number
  /** Respond with `status` instead, `times` times. */
  fail?: { status: number; times: number; retryAfter?: string }
  /** Close the connection after `afterBytes` of a file's body, `times` times; or leave it open and send nothing more. */
  cut?: { afterBytes: number; times: number; leaveOpen?: boolean }
  /** Respond to ranges with the whole file and 200, like a careless proxy. */
  ignoreRanges?: boolean
  /** Redirect large files to another server, as the Hub does to its CDN: this address, then the same path. */
  redirectLfsTo?: string
}

export function concerns(faults: Faults, request: IncomingMessage): boolean {
  return faults.match === undefined || (request.url ?? '').includes(faults.match)
}

/** Delays and fails as configured. @returns true when the response has been sent */
export async function applyFaults(
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!concerns(faults, request)) return false
  // Decided on arrival: a delayed request must not consume a failure meant for a later one.
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

export interface Cut {
  readonly afterBytes: number
  readonly leaveOpen: boolean
}

/** Where to cut a body of `length` bytes, or null to send all: one that ends before the cut does not use it up. */
export function cutOf(faults: Faults, request: IncomingMessage, length: number): Cut | null {
  if (!concerns(faults, request) || !faults.cut || faults.cut.times <= 0 || length <= faults.cut.afterBytes) return null
  faults.cut.times--
  return { afterBytes: faults.cut.afterBytes, leaveOpen: faults.cut.leaveOpen ?? false }
}
