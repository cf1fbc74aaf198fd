import type { Db } from '@/lib/db'
import { revoked } from '@/lib/accounts/signing/manage'
import { isSignedBy } from '@/lib/accounts/signing/signature'
import { canonicalJson, contradictionOf, type Report, type Statement } from '@/lib/protocol'
import type { ReproductionNonce, SigningKey } from '@/prisma/generated/client'
import type { Basis } from './basis'
import { differenceFrom } from './differences'
import { refusal } from './refusal'
import type { ReproductionInput } from './schema'

/**
 * The key that signed a statement, which has to be the account's and valid.
 * @throws AppError 422 `unknown-signing-key`, `bad-signature`; 409 `signing-key-revoked`
 */
export async function assertSigned(
  tx: Db,
  accountId: number,
  { statement, signature }: Pick<ReproductionInput, 'statement' | 'signature'>,
): Promise<SigningKey> {
  const key = await tx.signingKey.findUnique({ where: { fingerprint: statement.key } })
  const named = statement.key.slice(0, 12)
  if (key?.accountId !== accountId)
    throw refusal(
      'unknown-signing-key',
      `Your account has no signing key ${named}. Register its public half with POST /api/v1/account/signing-keys`,
    )
  if (key.revokedAt !== null) throw revoked(key)
  if (!isSignedBy(canonicalJson(statement), signature, key.publicKey))
    throw refusal('bad-signature', `The signature is not that of this statement by the key ${named}`)
  return key
}

/**
 * A statement is about this registry, and about what its nonce was given for.
 * @param registry this registry's origin; empty where it does not know it
 * @throws AppError 422 `other-registry`, `other-record-version`
 */
export function assertAsAsked(statement: Statement, nonce: ReproductionNonce, registry: string): void {
  if (registry !== '' && statement.registry !== registry)
    throw refusal(
      'other-registry',
      `The statement is for ${JSON.stringify(statement.registry)}, this registry is ${registry}`,
    )
  if (statement.record !== nonce.record)
    throw refusal(
      'other-record-version',
      `The statement is about ${statement.record}, the nonce was given for ${nonce.record}`,
    )
}

/**
 * A statement is about the run that is reproduced.
 * @throws AppError 422 `report-mismatch`, `other-commit`, `other-protocol`
 */
export function assertSameRun(statement: Statement, { basis: { report } }: Basis): void {
  const { repo, commit } = report.checkpoint
  if (statement.repo !== repo)
    throw refusal(
      'report-mismatch',
      `The statement is about ${JSON.stringify(statement.repo)}, the record about ${repo}`,
    )
  if (statement.commit !== commit)
    throw refusal(
      'other-commit',
      `The statement is about commit ${statement.commit} of ${repo}, the record about ${commit}`,
    )
  if (statement.protocol_sha256 !== report.protocol.sha256)
    throw refusal(
      'other-protocol',
      `The statement is about the protocol ${statement.protocol_sha256}, the run to reproduce followed ${report.protocol.id} ${report.protocol.sha256}`,
    )
}

/**
 * A report is the one that was signed, and says nothing that its own numbers contradict.
 * @throws AppError 422 `report-altered`, `numbers-disagree`
 */
export function assertHonest(report: Report, sha256: string, statement: Statement): void {
  if (sha256 !== statement.report_sha256)
    throw refusal(
      'report-altered',
      `The SHA-256 of the report, as far as this registry knows its fields, is ${sha256.slice(0, 12)}…; signed was ${statement.report_sha256.slice(0, 12)}…`,
    )
  const wrong = contradictionOf(report)
  if (wrong !== null) throw refusal('numbers-disagree', `The report contradicts itself: ${wrong}`)
}

/** A report repeats the run of this registry. @throws AppError 422 `other-protocol`, `other-commit`, `report-mismatch` */
export function assertRepeats(report: Report, { basis }: Basis): void {
  const different = differenceFrom(basis.report, report)
  if (different !== null) throw refusal(different.code, different.text)
}
