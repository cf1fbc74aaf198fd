import type { AccountAuth } from '@/lib/accounts/auth'
import { authorise } from '@/lib/accounts/authorise'
import { admitWrite } from '@/lib/limits/admit-write'
import { limitWrites } from '@/lib/limits/limit-writes'
import type { Account } from '@/prisma/generated/client'
import { clientAddress } from '@/lib/arrival/client-address'
import { isFromThisMachine } from '@/lib/arrival/this-machine'
import { assertSameOrigin } from './same-origin'

/** From where something is asked. */
export interface Sender {
  /** The client's address, as limits count it. */
  readonly address: string
}

/** For whom something is done. */
export interface Caller extends Sender {
  readonly account: Account
}

/** The requirement of everything that changes the registry: API routes and form actions. */
export interface WriteAuth {
  readonly auth: AccountAuth
}

/**
 * The only path to a write: runs `work` for callers who pass the guard, before any of the body is read, and unless too many writes are in progress. The cheapest
 * check comes first: the request itself, then the caller, then the rate.
 * @throws AppError 503 `read-only` or `overloaded`, 403 `cross-site`, 421 `wrong-host`, 401 `sign-in-required`, 403 `not-allowed`, 429 `too-many-requests`; what `work` throws
 */
export function guarded<T>(declared: WriteAuth, request: Request, work: (caller: Caller) => Promise<T>): Promise<T> {
  return admitWrite(async () => work(await guard(declared, request)))
}

/**
 * The same for what nobody needs an account for, such as asking for a code to sign in with: limited by address.
 * @throws AppError 503 `read-only` or `overloaded`, 403 `cross-site`, 421 `wrong-host`, 429 `too-many-requests`; what `work` throws
 */
export function guardedForAnyone<T>(request: Request, work: (sender: Sender) => Promise<T>): Promise<T> {
  return admitWrite(async () => {
    assertSameOrigin(request)
    await limitWrites(request, null)
    return work({ address: clientAddress(request.headers) })
  })
}

/**
 * The path to what only some may read. Nothing changes, so other sites need no refusal: browsers do not let them read the response.
 * @throws AppError 401 `sign-in-required` or `invalid-key`, 403 `not-allowed`; what `work` throws
 */
export async function guardedRead<T>(
  auth: AccountAuth,
  request: Request,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  return work({ account: await authorise(auth, request), address: clientAddress(request.headers) })
}

/**
 * The path to what only those read who run the registry: from its own machine without an account, as Prometheus does, from elsewhere as a maintainer.
 * @throws AppError 401 `sign-in-required` or `invalid-key`, 403 `not-allowed`; what `work` throws
 */
export async function guardedForOperator<T>(request: Request, work: () => Promise<T>): Promise<T> {
  if (!isFromThisMachine(request)) await authorise({ role: 'maintainer' }, request)
  return work()
}

async function guard({ auth }: WriteAuth, request: Request): Promise<Caller> {
  assertSameOrigin(request)
  const caller = { account: await authorise(auth, request), address: clientAddress(request.headers) }
  if (!isWork(auth)) await limitWrites(request, caller.account)
  return caller
}

/** A worker sends a heartbeat every few seconds, and is a maintainer's: its writes are not counted. */
const isWork = (auth: AccountAuth) => typeof auth === 'object' && 'scope' in auth && auth.scope === 'work'
