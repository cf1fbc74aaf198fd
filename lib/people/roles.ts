import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { log } from '@/lib/log/log'
import type { Account } from '@/prisma/generated/client'
import { type Role, ROLES } from '@/lib/accounts/auth'
import { LOCAL } from '@/lib/accounts/local'
import { accountNamed } from './find'

/**
 * Gives a person the roles up to one: a maintainer is a reviewer too.
 * @throws AppError 404 `not-found`, 403 `not-allowed` for one's own account and for `local`
 */
export async function setRole(handle: string, role: Role, by: Account): Promise<void> {
  const id = await accountNamed(handle)
  if (id === null) throw new AppError({ status: 404, code: 'not-found', detail: `Nobody here is called ${handle}.` })
  // Else the last maintainer could leave the registry without one.
  if (id === by.id) throw forbidden('Nobody changes their own role: ask another maintainer.')
  if (handle.toLowerCase() === LOCAL.handle) throw forbidden('The account local has every role.')
  await db.account.update({ where: { id }, data: { roles: ROLES.slice(0, ROLES.indexOf(role) + 1) } })
  log('info', 'role set', { account: id, role, by: by.id })
}

const forbidden = (why: string) =>
  new AppError({ status: 403, code: 'not-allowed', detail: `${why} Nothing was done.` })
