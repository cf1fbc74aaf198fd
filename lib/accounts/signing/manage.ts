import { db, type Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { fingerprintOf, Sha256 } from '@/lib/protocol'
import type { SigningKey } from '@/prisma/generated/client'
import type { OwnSigningKey, SigningKeyInput, SigningKeyRecord } from './schema'
import { isWeakKey } from './signature'

/** Signing keys of one account that are valid at a time: one for each machine of a person with many. */
export const MAX_SIGNING_KEYS = 20

/**
 * Registers the public half of a key, and revokes the one that it replaces. Registering a valid key of the account again changes nothing.
 * @throws AppError 422 `invalid-input` for a key that anybody could sign with, or that another account has; 409 `signing-key-revoked`, `too-many-keys`;
 * 404 `not-found` for a key to replace that the account does not have
 */
export async function registerSigningKey(
  tx: Db,
  accountId: number,
  { public_key: publicKey, name, replaces }: SigningKeyInput,
): Promise<{ key: SigningKey; created: boolean }> {
  // Two at once cannot pass the limit together.
  await tx.$queryRaw`select id from accounts where id = ${accountId} for update`
  const fingerprint = fingerprintOf(publicKey)
  if (isWeakKey(publicKey)) throw unusable('anybody could sign in its place: it is of small order. Make another')
  const known = await tx.signingKey.findUnique({ where: { fingerprint } })
  if (known && known.accountId !== accountId) throw unusable('another account has registered it. Make one of your own')
  if (known?.revokedAt) throw revoked(known)
  if (replaces !== undefined && replaces !== fingerprint) await revokeSigningKey(tx, accountId, replaces)
  if (known) return { key: known, created: false }
  if ((await tx.signingKey.count({ where: { accountId, revokedAt: null } })) >= MAX_SIGNING_KEYS)
    throw new AppError({
      status: 409,
      code: 'too-many-keys',
      detail: `This account has ${MAX_SIGNING_KEYS} valid signing keys, and cannot have more. Revoke one that is not used.`,
    })
  return { key: await tx.signingKey.create({ data: { accountId, fingerprint, publicKey, name } }), created: true }
}

/**
 * Revokes a key: what it signs from now on is refused. Revoking it again changes nothing.
 * @throws AppError 404 `not-found` where the account has no such key
 */
export async function revokeSigningKey(tx: Db, accountId: number, fingerprint: string): Promise<void> {
  const named = Sha256.safeParse(fingerprint).success ? { fingerprint, accountId } : null
  if (named) await tx.signingKey.updateMany({ where: { ...named, revokedAt: null }, data: { revokedAt: new Date() } })
  if (named && (await tx.signingKey.count({ where: named })) === 1) return
  throw new AppError({
    status: 404,
    code: 'not-found',
    detail: `Your account has no signing key ${fingerprint.slice(0, 12)}.`,
  })
}

/** All signing keys of an account as its owner sees them, the newest first. */
export async function ownSigningKeys(accountId: number): Promise<OwnSigningKey[]> {
  const keys = await db.signingKey.findMany({
    where: { accountId },
    include: { reproductions: { select: { filedAt: true }, orderBy: { filedAt: 'desc' }, take: 1 } },
    orderBy: { id: 'desc' },
  })
  return keys.map((key) => ({
    ...signingKeyRecordOf(key),
    name: key.name,
    last_used_at: key.reproductions[0]?.filedAt.toISOString() ?? null,
  }))
}

/** The same as everyone sees them. */
export async function signingKeysOf(accountId: number): Promise<SigningKeyRecord[]> {
  return (await db.signingKey.findMany({ where: { accountId }, orderBy: { id: 'desc' } })).map(signingKeyRecordOf)
}

export function signingKeyRecordOf({ fingerprint, publicKey, createdAt, revokedAt }: SigningKey): SigningKeyRecord {
  return {
    fingerprint,
    public_key: publicKey,
    created_at: createdAt.toISOString(),
    revoked_at: revokedAt?.toISOString() ?? null,
  }
}

const unusable = (why: string) =>
  new AppError({ status: 422, code: 'invalid-input', detail: `This key cannot be registered: ${why}.` })

/** What is refused of a revoked key. */
export const revoked = ({ fingerprint, revokedAt }: SigningKey) =>
  new AppError({
    status: 409,
    code: 'signing-key-revoked',
    detail: `The signing key ${fingerprint.slice(0, 12)} was revoked${revokedAt ? ` on ${revokedAt.toISOString().slice(0, 10)}` : ''}. Nothing was done. Make another with “superweights login --new-signing-key”.`,
  })
