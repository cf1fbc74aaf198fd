import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log/log'
import { ROLES } from './auth'

/** Makes a maintainer of who signs in under a handle of ADMIN_HANDLES: the first one, who may make others. */
export async function grantAdmin(accountId: number): Promise<void> {
  const { ADMIN_HANDLES } = env()
  if (ADMIN_HANDLES.length === 0) return
  const account = await db.account.findUnique({ where: { id: accountId }, include: { identities: true } })
  if (account === null || account.roles.includes('maintainer')) return
  const names = account.identities.map(({ providerId }) => `${providerId}:${account.name}`.toLowerCase())
  if (!names.some((name) => ADMIN_HANDLES.includes(name))) return
  await db.account.update({ where: { id: accountId }, data: { roles: [...ROLES] } })
  log('info', 'maintainer by ADMIN_HANDLES', { account: accountId })
}
