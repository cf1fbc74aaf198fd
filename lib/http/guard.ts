import type { AccountAuth } from '@/lib/accounts/auth'
import { authorise } from '@/lib/accounts/authorise'
import { admitWrite } from '@/lib/limits/admit-write'
import { limitWrites } from '@/lib/limits/limit-writes'
import type { Account } from '@/prisma/generated/client'
import { clientAddress } from '@/lib/arrival/client-address'
import { assertSameOrigin } from './same-origin'

/** For whom something is done. */
export interface Caller {
  readonly account: Account
  /** The client's address, as limits count it. */
  readonly address: string
}

/** The requirement of everything that changes the registry: API routes and form actions. */
export interface WriteAuth {
  readonly auth: AccountAuth
}

/**
 * The only path to a write: runs `work` for callers who pass the guard, before any of the body is read, and unless too many writes are in progress. The cheapest
 * check comes first: the request itself, then the caller, then the rate.
 * @throws AppError 503 `overloaded`, 403 `cross-site`, 421 `wrong-host`, 401 `sign-in-required`, 403 `not-allowed`, 429 `too-many-requests`; what `work` throws
 */
export function guarded<T>(declared: WriteAuth, request: Request, work: (caller: Caller) => Promise<T>): Promise<T> {
  return admitWrite(async () => work(await guard(declared, request)))
}

async function guard({ auth }: WriteAuth, request: Request): Promise<Caller> {
  assertSameOrigin(request)
  const caller = { account: await authorise(auth, request), address: clientAddress(request.headers) }
  await limitWrites(request, caller)
  return caller
}
