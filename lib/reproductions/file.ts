import { db, type Db } from '@/lib/db'
import { computeVerdict, parseReport } from '@/lib/intake/file'
import { writeTransaction } from '@/lib/intake/writing-limit'
import { parseId } from '@/lib/ids'
import { canonicalJson, canonicalSha256, outcomeOf, type Report } from '@/lib/protocol'
import { lockModel } from '@/lib/records/lock'
import { readRecord } from '@/lib/records/read'
import { recordsChanged } from '@/lib/records/renew'
import { Level } from '@/lib/weights/schema'
import type { Account, Prisma, ReproductionNonce, SigningKey } from '@/prisma/generated/client'
import { assertAnotherParty } from './already'
import { basisOf, type Basis } from './basis'
import { assertAsAsked, assertHonest, assertRepeats, assertSameRun, assertSigned } from './check'
import { lockNonce, useUp } from './nonces'
import { refusal } from './refusal'
import type { ReproductionInput, ReproductionRecord } from './schema'

/** What was sent, read. */
interface Sent extends Pick<ReproductionInput, 'statement' | 'signature'> {
  readonly report: Report
  readonly sha256: string
}

/**
 * Files a signed report: everything about it is checked, the nonce is used up, the report stored with its signature, and the records rendered again, all or
 * nothing. What it can change is in `lib/weights/level.ts`: it raises a record that this registry reproduced, or makes it conflicting.
 * @param registry this registry's origin; empty where it does not know it
 * @throws AppError 422 `malformed-report` and those of `check.ts`; 409 `nonce-used`, `nonce-expired`, `signing-key-revoked`, `already-reproduced`,
 * `not-reproducible`
 */
export async function fileReproduction(
  { statement, signature, report: body }: ReproductionInput,
  account: Account,
  registry: string,
): Promise<ReproductionRecord> {
  // The signature first: it costs little, and who cannot sign need not be told what is wrong with a report.
  await assertSigned(db, account.id, { statement, signature })
  const report = parseReport(body)
  const sha256 = canonicalSha256(report)
  assertHonest(report, sha256, statement)
  const sent = { statement, signature, report, sha256 }
  const { basis, verdict } = await writeTransaction(async (tx) => {
    await lockModel(tx, statement.repo) // before any row, as everywhere
    const nonce = await lockNonce(tx, account.id, statement.nonce)
    // Again, now that nobody can revoke it in between.
    await tx.$queryRaw`select id from signing_keys where fingerprint = ${statement.key} for update`
    const key = await assertSigned(tx, account.id, { statement, signature })
    assertAsAsked(statement, nonce, registry)
    const basis = await basisOf(tx, nonce.record.split('.')[0] ?? '')
    assertSameRun(statement, basis)
    assertRepeats(report, basis)
    await assertNew(tx, account.id, sent, basis)
    const verdict = computeVerdict(sha256, report)
    await store(tx, { account, key, nonce, basis, sent })
    return { basis, verdict }
  })
  const [record = ''] = basis.version.split('.')
  return {
    report: sha256,
    url: `/reports/${sha256}`,
    record,
    key: statement.key,
    outcome: outcomeOf(basis.basis, { report, verdict }),
    reproduces: basis.basis.sha256,
    level: await levelOf(record),
  }
}

async function assertNew(tx: Db, accountId: number, { report, sha256 }: Sent, basis: Basis): Promise<void> {
  if (await tx.report.findUnique({ where: { sha256 }, select: { sha256: true } }))
    throw refusal('already-reproduced', `This report is filed already: ${sha256.slice(0, 12)}`)
  await assertAnotherParty(tx, accountId, basis, report.verifier)
}

interface Filing {
  readonly account: Account
  readonly key: SigningKey
  readonly nonce: ReproductionNonce
  readonly basis: Basis
  readonly sent: Sent
}

async function store(tx: Db, { account, key, nonce, basis, sent }: Filing): Promise<void> {
  const { statement, signature, report, sha256 } = sent
  const { weights } = basis.basis
  await useUp(tx, nonce)
  await tx.report.create({
    data: {
      sha256,
      body: report as Prisma.InputJsonValue,
      setId: basis.setId,
      members: { create: weights.map((weightId, position) => ({ weightId, position })) },
      reproduction: {
        create: {
          accountId: account.id,
          keyId: key.id,
          nonceHash: nonce.hash,
          record: statement.record,
          statement: canonicalJson(statement),
          signature,
        },
      },
    },
  })
  const sets = basis.setId === null ? [] : [basis.setId]
  await recordsChanged(
    tx,
    { modelId: basis.modelId, weights, sets },
    `The signed report ${sha256.slice(0, 12)} was filed.`,
  )
}

/** The record's level now. */
async function levelOf(record: string): Promise<Level> {
  const kind = parseId('set', record) === null ? 'weight' : 'set'
  const found = await readRecord(kind, record)
  return Level.parse(found?.kind === 'version' ? Object(found.written.body).level : null)
}
