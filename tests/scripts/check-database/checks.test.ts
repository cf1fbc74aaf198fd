import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { canonicalJson, REPRODUCTION, type Statement } from '@/lib/protocol'
import { CHECKS } from '@/scripts/check-database/checks'
import { fileFor, SINGLE, submit } from '../../app/api/filed'
import { useDatabase } from '../../helpers/database'
import { makePerson } from '../../helpers/people'
import { useHub } from '../../helpers/registry'
import { REGISTRY, signed, signer } from '../../helpers/reproduction'

useDatabase()
useHub()

beforeEach(async () => {
  await fileFor(await submit(SINGLE))
})

const wrong = async () => {
  const found: string[] = []
  for (const { run } of CHECKS) found.push(...(await run()).wrong)
  return found
}
/** Runs the program; its status and what it says. */
async function program(): Promise<{ status: number; said: string }> {
  const run = promisify(execFile)('npm', ['run', '--silent', 'check:database'], { env: process.env })
  const ended = await run.catch((error: { code: number; stdout: string }) => error)
  return { status: 'code' in ended ? ended.code : 0, said: ended.stdout }
}

test('a database with verified records and the literature is whole', async () => {
  await importLiterature()
  expect(await wrong()).toEqual([])
  const { status, said } = await program()
  expect(said.trim().split('\n')).toHaveLength(CHECKS.length)
  expect(said).toMatch(/^ok {5}every report has the SHA-256 that names it \(1 checked\)$/m)
  expect(status).toBe(0)
})

test.each([
  [
    'a number of a report',
    `update reports set body = jsonb_set(body, '{perplexity,0,streams,0,nll,0}', '9')`,
    /^report .* has the SHA-256/,
  ],
  [
    'a version that is gone',
    `delete from weight_versions where version = 1`,
    /^SW-000001 is at version 2 and has 1 versions$/,
  ],
  [
    'a record’s class',
    `update weight_versions set body = jsonb_set(body, '{class}', '"D"') where version = 2`,
    /^SW-000001 says something else/,
  ],
  [
    'a state',
    `update submissions set status = 'not-confirmed'`,
    /^SUB-000001 is not-confirmed, and its history ends with accepted$/,
  ],
  ['a migration', `delete from _prisma_migrations where migration_name like '%webhooks'`, /_webhooks is missing/],
])('%s that somebody changed is found', async (_what, statement, line) => {
  // As somebody does who does not want the triggers to notice.
  await db.$transaction([
    db.$executeRawUnsafe(`set local session_replication_role = replica`),
    db.$executeRawUnsafe(statement),
  ])
  expect(await wrong()).toContainEqual(expect.stringMatching(line))
  expect((await program()).status).toBe(1)
})

test('a signature that does not hold is found', async () => {
  const account = await makePerson('ada')
  const who = await signer(account)
  const [report] = await db.report.findMany()
  const statement: Statement = {
    type: REPRODUCTION,
    registry: REGISTRY,
    record: 'SW-000001.2',
    repo: SINGLE.repo,
    commit: '1'.repeat(40),
    protocol_sha256: '2'.repeat(64),
    report_sha256: report?.sha256 ?? '',
    nonce: 'A'.repeat(43),
    key: who.fingerprint,
  }
  const { id: keyId } = await db.signingKey.findFirstOrThrow()
  const row = {
    reportSha: statement.report_sha256,
    accountId: account.id,
    keyId,
    nonceHash: '3'.repeat(64),
    record: statement.record,
  }
  await db.reproduction.create({
    data: { ...row, statement: canonicalJson(statement), signature: signed(statement, who) },
  })
  const line = expect.stringMatching(/^report \w{64} is not signed by the key \w{12}$/)
  expect(await wrong()).not.toContainEqual(line)
  await db.$transaction([
    db.$executeRawUnsafe(`set local session_replication_role = replica`),
    db.$executeRawUnsafe(`update reproductions set statement = replace(statement, '.2', '.3')`),
  ])
  expect(await wrong()).toContainEqual(line)
})
