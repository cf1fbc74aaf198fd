import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { findingOf } from './finding'
import { Sha256 } from '@/lib/protocol'
import type { Account, Reproduction, SigningKey } from '@/prisma/generated/client'
import type { ReportRecord, SignatureRecord } from './schema'

/** A report as filed, by the SHA-256 of its canonical JSON, with the verdict computed from it; null when there is none. */
export async function getReport(sha256: string): Promise<ReportRecord | null> {
  if (!Sha256.safeParse(sha256).success) return null
  const row = await db.report.findUnique({
    where: { sha256 },
    include: {
      members: true,
      submissions: { select: { id: true }, orderBy: { id: 'asc' } },
      reproduction: { include: { account: { select: { handle: true, deletedAt: true } }, key: true } },
    },
  })
  if (!row) return null
  const { report, verdict, weights } = findingOf(row)
  return {
    schema_version: 1,
    sha256,
    filed_at: row.filedAt.toISOString(),
    weights: weights.map((id) => printId('weight', id)),
    set: row.setId === null ? null : printId('set', row.setId),
    submissions: row.submissions.map(({ id }) => printId('submission', id)),
    ...(row.reproduction && { reproduction: signatureOf(row.reproduction) }),
    verdict,
    report,
  }
}

type Signed = Reproduction & {
  readonly account: Pick<Account, 'handle' | 'deletedAt'>
  readonly key: SigningKey
}

function signatureOf({ account, key, withdrawnAt, withdrawnReason, ...row }: Signed): SignatureRecord {
  return {
    account: account.deletedAt === null ? account.handle : null,
    key: {
      fingerprint: key.fingerprint,
      public_key: key.publicKey,
      revoked_at: key.revokedAt?.toISOString() ?? null,
    },
    statement: row.statement,
    signature: row.signature,
    record: row.record,
    filed_at: row.filedAt.toISOString(),
    ...(withdrawnAt && { withdrawn: { at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' } }),
  }
}
