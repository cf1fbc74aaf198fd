import { createHash, randomBytes } from 'node:crypto'
import { printStored } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import type { ReproductionNonce } from '@/prisma/generated/client'
import { assertAnotherParty } from './already'
import { basisOf, type Basis } from './basis'
import { refusal } from './refusal'
import type { NonceInput, NonceRecord } from './schema'

/** Long enough to measure a large model after asking; short enough that the record is still as it was. */
export const NONCE_HOURS = 12
/** Open nonces of one account: more than a person measures at a time. */
export const MAX_OPEN_NONCES = 20
/** Expired ones are kept for a day, so that who comes late is told why. */
const KEPT_HOURS = 24
const HOUR_MS = 3_600_000
/** 256 bits: it cannot be guessed, so its hash needs no salt. */
const NONCE_BYTES = 32

const hashOf = (nonce: string): string => createHash('sha256').update(nonce).digest('hex')

/**
 * Gives an account leave to sign one report about a record, and says what is to be measured. What can be refused before measuring is refused here.
 * @param registry this registry's origin; empty where it does not know it
 * @throws AppError 404 `not-found`; 409 `not-reproducible`, `already-reproduced`, `too-many-nonces`
 */
export async function giveNonce(
  tx: Db,
  accountId: number,
  { record, verifier }: NonceInput,
  registry: string,
): Promise<NonceRecord> {
  const found = await basisOf(tx, record)
  await assertAnotherParty(tx, accountId, found, verifier)
  await assertRoom(tx, accountId)
  const nonce = randomBytes(NONCE_BYTES).toString('base64url')
  const expiresAt = new Date(Date.now() + NONCE_HOURS * HOUR_MS)
  await tx.reproductionNonce.create({
    data: { hash: hashOf(nonce), accountId, record: found.version, basisSha: found.basis.sha256, expiresAt },
  })
  return { nonce, expires_at: expiresAt.toISOString(), registry, ...whatToMeasure(found) }
}

function whatToMeasure({ version, basis: { sha256, report, verdict } }: Basis) {
  const { protocol, checkpoint, members, perplexity } = report
  return {
    record: version,
    repo: checkpoint.repo,
    commit: checkpoint.commit,
    coordinates: members.map(printStored),
    claimed_value: members[0]?.claimed_value ?? null,
    grade: verdict.grade,
    corpus: perplexity.at(-1)?.corpus.id ?? '',
    protocol,
    report: sha256,
  }
}

async function assertRoom(tx: Db, accountId: number): Promise<void> {
  // Two at once cannot pass the limit together.
  await tx.$queryRaw`select id from accounts where id = ${accountId} for update`
  const now = Date.now()
  await tx.reproductionNonce.deleteMany({
    where: { accountId, usedAt: null, expiresAt: { lt: new Date(now - KEPT_HOURS * HOUR_MS) } },
  })
  const open = await tx.reproductionNonce.count({
    where: { accountId, usedAt: null, expiresAt: { gt: new Date(now) } },
  })
  if (open < MAX_OPEN_NONCES) return
  throw new AppError({
    status: 409,
    code: 'too-many-nonces',
    detail: `Your account has ${MAX_OPEN_NONCES} nonces that were neither used nor have expired. Use one of them, or wait until one expires.`,
  })
}

/**
 * The nonce of a statement, held until the transaction ends.
 * @throws AppError 422 `unknown-nonce`, 409 `nonce-used`, `nonce-expired`
 */
export async function lockNonce(tx: Db, accountId: number, nonce: string): Promise<ReproductionNonce> {
  const hash = hashOf(nonce)
  await tx.$queryRaw`select hash from reproduction_nonces where hash = ${hash} for update`
  const found = await tx.reproductionNonce.findUnique({ where: { hash } })
  if (found?.accountId !== accountId)
    throw refusal(
      'unknown-nonce',
      'This nonce was not given to your account. Ask for one with POST /api/v1/reproductions/nonces',
    )
  if (found.usedAt !== null) throw refusal('nonce-used', 'This nonce was used, and its report is filed')
  if (found.expiresAt <= new Date())
    throw refusal(
      'nonce-expired',
      `The nonce expired at ${found.expiresAt.toISOString()}. Ask for another and sign again: the report can stay`,
    )
  return found
}

export async function useUp(tx: Db, { hash }: ReproductionNonce): Promise<void> {
  await tx.reproductionNonce.update({ where: { hash }, data: { usedAt: new Date() } })
}
