import { createHash, generateKeyPairSync } from 'node:crypto'
import { db } from '@/lib/db'
import { canonicalSha256, fingerprintOf } from '@/lib/protocol'
import type { Prisma } from '@/prisma/generated/client'
import { makePerson } from '../helpers/people'
import { refereeReport } from '../helpers/reproduction'

/** Puts a signed report into the site's database, of somebody of its own and about no record: other suites show the records. @returns its SHA-256 */
export async function makeSignedReport(): Promise<string> {
  const report = { ...refereeReport(), finished_at: '2026-01-01T00:00:00.000Z' }
  const sha256 = canonicalSha256(report)
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
  const { id: accountId } = await makePerson('somebody-who-signs')
  const { id: keyId } = await db.signingKey.create({
    data: { accountId, publicKey, fingerprint: fingerprintOf(publicKey), name: 'tests' },
  })
  const signed = {
    accountId,
    keyId,
    nonceHash: createHash('sha256').update(publicKey).digest('hex'),
    record: 'SW-000001.1',
    statement: '{}',
    signature: '',
  }
  await db.report.create({
    data: { sha256, body: report as Prisma.InputJsonValue, reproduction: { create: signed } },
  })
  return sha256
}
