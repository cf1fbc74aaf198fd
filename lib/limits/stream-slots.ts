import { AppError } from '@/lib/errors/app-error'
import type { ProblemCode } from '@/lib/reasons'

/** Each open stream reads the record at every change of its submission; the site's pool of ten connections can serve this many. */
export const MAX_STREAMS = 200
/** Enough for one person's tabs or a laboratory behind one address; ten such addresses exhaust the site. */
export const MAX_STREAMS_PER_ADDRESS = 20
const RETRY_SECONDS = 30

const open = new Map<string, number>()
let total = 0

/**
 * Acquires a slot for an event stream.
 * @returns releases it; idempotent
 * @throws AppError 429 `streams-of-one-address`, 503 `too-many-streams`
 */
export function takeStreamSlot(address: string): () => void {
  assertStreamSlot(address)
  open.set(address, (open.get(address) ?? 0) + 1)
  total += 1
  let held = true
  return () => {
    if (!held) return
    held = false
    total -= 1
    const left = (open.get(address) ?? 1) - 1
    if (left > 0) open.set(address, left)
    else open.delete(address)
  }
}

/** Throws like `takeStreamSlot`, without acquiring a slot. */
export function assertStreamSlot(address: string): void {
  if ((open.get(address) ?? 0) >= MAX_STREAMS_PER_ADDRESS)
    throw tooMany(
      'streams-of-one-address',
      429,
      `At most ${MAX_STREAMS_PER_ADDRESS} event streams may be open from one address. Close one, or poll the record every few seconds.`,
    )
  if (total >= MAX_STREAMS)
    throw tooMany(
      'too-many-streams',
      503,
      `More than ${MAX_STREAMS} readers follow submissions at the moment. Poll the record every few seconds instead, or try again.`,
    )
}

function tooMany(code: ProblemCode, status: number, detail: string): AppError {
  return new AppError({ status, code, detail, headers: { 'retry-after': String(RETRY_SECONDS) } })
}
