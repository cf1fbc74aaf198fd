import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { Account } from '@/prisma/generated/client'
import { LOCAL_HANDLE, whyNotLocal } from './local'

/**
 * Who sent a request. There is no sign-in provider yet: whoever uses the site from its own machine is the account `local`, and nobody else is signed in.
 * @throws AppError 401 `sign-in-required`, with the reason
 */
export async function currentAccount(request: Request): Promise<Account> {
  const reason = whyNotLocal(request)
  if (reason !== null)
    throw new AppError({
      status: 401,
      code: 'sign-in-required',
      detail: `Nobody is signed in, and this registry has no sign-in provider yet. ${reason}`,
    })
  return ensureAccount(LOCAL_HANDLE)
}

async function ensureAccount(handle: string): Promise<Account> {
  const known = await db.account.findUnique({ where: { handle } })
  if (known) return known
  await db.account.createMany({ data: [{ handle }], skipDuplicates: true })
  return db.account.findUniqueOrThrow({ where: { handle } })
}
