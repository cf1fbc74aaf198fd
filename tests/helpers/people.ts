import { db } from '@/lib/db'
import { type Role, ROLES, SCOPES, type Scope } from '@/lib/accounts/auth'
import { makeKey } from '@/lib/accounts/keys/manage'
import type { Account } from '@/prisma/generated/client'

/** A person with a role, who has never signed in. */
export function makePerson(handle: string, role: Role = 'submitter'): Promise<Account> {
  return db.account.create({ data: { handle, name: handle, roles: ROLES.slice(0, ROLES.indexOf(role) + 1) } })
}

/** The header with which a program acts for a person. */
export async function keyHeader(
  account: Account,
  scopes: readonly Scope[] = SCOPES,
): Promise<{ readonly authorization: string }> {
  const { key } = await db.$transaction((tx) => makeKey(tx, { accountId: account.id, name: 'tests', scopes, days: 1 }))
  return { authorization: `Bearer ${key}` }
}
