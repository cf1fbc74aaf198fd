import type { Db } from '@/lib/db'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { ApiKey } from '@/prisma/generated/client'
import type { Scope } from '../auth'
import type { KeyRecord } from './schema'
import { hashOfKey, newKey, startOfKey } from './secret'

/** Keys of one account that are valid at a time: one for each machine of a person with many. */
export const MAX_KEYS = 20

const DAY_MS = 24 * 3_600_000

/** What a new key is for. */
export interface NewKey {
  readonly accountId: number
  readonly name: string
  readonly scopes: readonly Scope[]
  /** How long it is valid. */
  readonly days: number
}

/**
 * Makes a key. The key itself is returned here only.
 * @throws AppError 409 `too-many-keys`
 */
export async function makeKey(
  tx: Db,
  { accountId, name, scopes, days }: NewKey,
): Promise<{ key: string; record: KeyRecord }> {
  // Two at once cannot pass the limit together.
  await tx.$queryRaw`select id from accounts where id = ${accountId} for update`
  if ((await tx.apiKey.count({ where: { accountId, ...valid() } })) >= MAX_KEYS)
    throw new AppError({
      status: 409,
      code: 'too-many-keys',
      detail: `This account has ${MAX_KEYS} valid keys, and cannot have more. Revoke one that is not used.`,
    })
  const key = newKey()
  const made = await tx.apiKey.create({
    data: {
      accountId,
      name,
      hash: hashOfKey(key),
      start: startOfKey(key),
      scopes: [...new Set(scopes)],
      expiresAt: new Date(Date.now() + days * DAY_MS),
    },
  })
  return { key, record: keyRecordOf(made) }
}

/** All keys of an account, the newest first, the revoked and expired ones too. */
export async function listKeys(accountId: number): Promise<KeyRecord[]> {
  return (await db.apiKey.findMany({ where: { accountId }, orderBy: { id: 'desc' } })).map(keyRecordOf)
}

/**
 * Revokes a key, from its next use on.
 * @throws AppError 404 `not-found` where the account has no such key
 */
export async function revokeKey(accountId: number, id: number): Promise<void> {
  const { count } = await db.apiKey.updateMany({
    where: { id, accountId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  if (count === 1 || (await db.apiKey.count({ where: { id, accountId } })) === 1) return
  throw new AppError({ status: 404, code: 'not-found', detail: `Your account has no key ${id}.` })
}

const valid = () => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] })

export function keyRecordOf({ id, name, start, scopes, ...times }: ApiKey): KeyRecord {
  return {
    id,
    name,
    start,
    scopes,
    created_at: times.createdAt.toISOString(),
    expires_at: times.expiresAt?.toISOString() ?? null,
    last_used_at: times.lastUsedAt?.toISOString() ?? null,
    revoked_at: times.revokedAt?.toISOString() ?? null,
  }
}
