import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { Account, ApiKey } from '@/prisma/generated/client'
import { hashOfKey, isKey } from './secret'

/** A use is noted at most this often: nobody needs the second, and a program may call a hundred times in it. */
const NOTED_EVERY_MS = 60_000

/**
 * The key that a program sent, with its account.
 * @throws AppError 401 `invalid-key` where it is none, unknown, expired or revoked
 */
export async function findKey(sent: string): Promise<ApiKey & { readonly account: Account }> {
  const key = isKey(sent)
    ? await db.apiKey.findUnique({ where: { hash: hashOfKey(sent) }, include: { account: true } })
    : null
  if (key === null) throw invalidKey('is not a key of this registry')
  if (key.revokedAt !== null) throw invalidKey(`“${key.name}” was revoked`)
  const now = new Date()
  if (key.expiresAt !== null && key.expiresAt <= now) throw invalidKey(`“${key.name}” has expired`)
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() > NOTED_EVERY_MS)
    await db.apiKey.update({ where: { id: key.id }, data: { lastUsedAt: now } })
  return key
}

const invalidKey = (what: string) =>
  new AppError({
    status: 401,
    code: 'invalid-key',
    detail: `The key in the header \`Authorization\` ${what}. Nothing was done. Make another on the page of your account, or with “superweights login”.`,
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  })
