import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { Account } from '@/prisma/generated/client'
import { type AccountAuth, describeAuth, type Rights, suffices } from './auth'
import { LOCAL, whyNotLocal } from './local'

/**
 * The account of a request, if it meets `auth`. There is no sign-in provider yet: users on the site's own machine are the account `local`, and nobody
 * else is signed in.
 * @throws AppError 401 `sign-in-required`, 403 `not-allowed`
 */
export async function authorise(auth: AccountAuth, request: Request): Promise<Account> {
  const refusal = refusalOf(auth, request)
  if (refusal !== null) throw refusal
  return ensureAccount(LOCAL.handle)
}

/** What `authorise` would throw, or null; nothing is stored. For pages that say beforehand what the reader may do. */
export function refusalOf(auth: AccountAuth, request: Request): AppError | null {
  const reason = whyNotLocal(request)
  if (reason === null) return missingRights(auth, LOCAL)
  return new AppError({
    status: 401,
    code: 'sign-in-required',
    detail: `Nobody is signed in, and this registry has no sign-in provider yet. ${reason}`,
  })
}

/** Why an account with these rights is refused; null when it is not. */
export function missingRights(auth: AccountAuth, rights: Rights): AppError | null {
  if (suffices(rights, auth)) return null
  return new AppError({
    status: 403,
    code: 'not-allowed',
    detail: `Only ${describeAuth(auth)} may do this, and yours is not one. Nothing was done. Use another account or key, or ask the operator of this registry.`,
  })
}

async function ensureAccount(handle: string): Promise<Account> {
  const known = await db.account.findUnique({ where: { handle } })
  if (known) return known
  await db.account.createMany({ data: [{ handle }], skipDuplicates: true })
  return db.account.findUniqueOrThrow({ where: { handle } })
}
