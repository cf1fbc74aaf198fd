import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { Account } from '@/prisma/generated/client'
import { deletedHandle } from '@/lib/accounts/handle'
import { LOCAL } from '@/lib/accounts/local'

/**
 * The person leaves: browsers are signed out, keys and webhooks end, handle, name and picture go. What was claimed and measured stays, under a handle that says
 * nothing; signing keys are revoked, and kept without their names: signatures stay checkable.
 * @throws AppError 403 `not-allowed` for `local`, which is nobody in particular
 */
export async function deleteAccount({ id, handle }: Account): Promise<void> {
  if (handle === LOCAL.handle)
    throw new AppError({
      status: 403,
      code: 'not-allowed',
      detail: 'The account local is whoever uses this machine: there is no person to forget. Nothing was done.',
    })
  await db.$transaction([
    db.session.deleteMany({ where: { accountId: id } }),
    db.identity.deleteMany({ where: { userId: id } }),
    db.apiKey.deleteMany({ where: { accountId: id } }),
    db.signingKey.updateMany({ where: { accountId: id, revokedAt: null }, data: { revokedAt: new Date() } }),
    db.signingKey.updateMany({ where: { accountId: id }, data: { name: '' } }),
    db.reproductionNonce.deleteMany({ where: { accountId: id } }),
    db.webhook.deleteMany({ where: { accountId: id } }),
    db.deviceCode.deleteMany({ where: { userId: String(id) } }),
    db.idempotencyKey.deleteMany({ where: { accountId: id } }),
    db.account.update({
      where: { id },
      data: { handle: deletedHandle(id), name: '', email: null, image: null, roles: [], deletedAt: new Date() },
    }),
  ])
}
