import { AppError } from '@/lib/errors/app-error'
import { clientAddress } from '@/lib/arrival/client-address'
import { rateLimitHeaders } from './headers'
import { count, type LimitState } from './limiter'
import { writePolicies } from './policies'

/** The state of the limits when the guard counted a request: its response reports it, whatever the outcome. */
const told = new WeakMap<Request, Readonly<Record<string, string>>>()

/** The headers `RateLimit` and `RateLimit-Policy` of a counted request; empty for any other. */
export function limitHeadersOf(request: Request): Readonly<Record<string, string>> {
  return told.get(request) ?? {}
}

/**
 * Counts a write for its address and its account, if it has one; failed attempts count too, or guessing would be free.
 * @throws AppError 429 `too-many-requests`
 */
export async function limitWrites(request: Request, account: { readonly id: number } | null): Promise<void> {
  const policies = writePolicies()
  const byAddress = await count(policies.address, clientAddress(request.headers))
  if (byAddress.exceeded) throw tooMany([byAddress])
  const counted = account === null ? [byAddress] : [byAddress, await count(policies.account, String(account.id))]
  if (counted.some(({ exceeded }) => exceeded)) throw tooMany(counted)
  told.set(request, rateLimitHeaders(counted))
}

function tooMany(standings: readonly LimitState[]): AppError {
  const violated = standings.filter(({ exceeded }) => exceeded)
  const seconds = Math.max(...violated.map(({ resetSeconds }) => resetSeconds))
  const words = violated
    .map(({ policy }) => `${policy.quota} ${policy.name === 'writes-address' ? 'from one address' : 'per account'}`)
    .join(' and ')
  return new AppError({
    status: 429,
    code: 'too-many-requests',
    detail: `Too many writes: at most ${words} within an hour. Nothing was done; send this again in ${seconds} seconds.`,
    extra: { 'violated-policies': violated.map(({ policy }) => policy.name), retry_after_seconds: seconds },
    headers: { ...rateLimitHeaders(standings), 'retry-after': String(seconds) },
  })
}
