import { currentAccount } from '@/lib/accounts/current'
import type { Account } from '@/prisma/generated/client'
import { limitWrites } from '@/lib/limits/limit-writes'
import { clientAddress } from '@/lib/arrival/client-address'
import { assertSameOrigin } from './same-origin'

/** Whom a write is done for. */
export interface Writer {
  readonly account: Account
  /** Where the request comes from, as limits count it. */
  readonly address: string
}

/** Refuses, by throwing an AppError, what may not write. */
type Check<Subject extends readonly unknown[]> = (...subject: Subject) => void | Promise<void>

/** What the request alone tells, the cheapest first: nothing of the body was read, and nobody was looked up. */
const CHECKS_OF_REQUEST: readonly Check<[request: Request]>[] = [assertSameOrigin]

/** What depends on who asks. */
const CHECKS_OF_WRITER: readonly Check<[request: Request, writer: Writer]>[] = [limitWrites]

/**
 * The one guard before everything that changes the registry: `route()` calls it for each method but GET, and so does every form's handler, before
 * the body is read. Resolves to whom the write is done for.
 * @throws AppError 403 `cross-site`, 421 `wrong-host`, 401 `sign-in-required`, 429 `too-many-requests`
 */
export async function guardWrite(request: Request): Promise<Writer> {
  for (const check of CHECKS_OF_REQUEST) await check(request)
  const writer = { account: await currentAccount(request), address: clientAddress(request.headers) }
  for (const check of CHECKS_OF_WRITER) await check(request, writer)
  return writer
}
