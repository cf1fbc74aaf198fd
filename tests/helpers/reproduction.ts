import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileReport } from '@/lib/intake/file'
import { startRun } from '@/lib/intake/run'
import { canonicalJson, canonicalSha256, fingerprintOf, Report, REPRODUCTION, type Statement } from '@/lib/protocol'
import type { NonceRecord } from '@/lib/reproductions/schema'
import type { Account } from '@/prisma/generated/client'
import { post } from '../app/api/ask'
import { keyHeader } from './people'
import { submit } from './registry'

const FILE = path.join(__dirname, '..', 'fixtures', 'golden', 'reproduction', 'tiny-single.json')

/** What the second verifier (scripts/referee) measured of demo/tiny-single at the grade of a registry: torch, another program. */
export const refereeReport = (): Report => Report.parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** The same as if this registry's engine had measured it. */
export function ownReport(change: Partial<Report> = {}): Report {
  const report = refereeReport()
  return { ...report, verifier: { ...report.verifier, engine: 'onnxruntime-node 1.30.0', cpu: 'cpu one' }, ...change }
}

/** Has the claim about demo/tiny-single measured: SW-000001 is then at level 2. @returns the report's SHA-256 */
export async function measured(report: Report = ownReport()): Promise<string> {
  const { record } = await submit({})
  const id = Number(record.id.slice(4))
  await startRun(id)
  return (await fileReport(id, report)).sha256
}

/** An account with a key to sign with, which its programs have registered. */
export interface Signer {
  readonly headers: Readonly<Record<string, string>>
  readonly publicKey: string
  readonly fingerprint: string
  readonly privateKey: KeyObject
}

export const HOST = { host: 'localhost:3000' }
/** As `publicOrigin` has it for that host. */
export const REGISTRY = 'http://localhost:3000'

export async function signer(account: Account): Promise<Signer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const x = publicKey.export({ format: 'jwk' }).x ?? ''
  const headers = { ...HOST, ...(await keyHeader(account, ['report'])) }
  const made = await post('/api/v1/account/signing-keys', { public_key: x, name: 'tests' }, headers)
  expect(made.status).toBe(201)
  return { headers, publicKey: x, fingerprint: fingerprintOf(x), privateKey }
}

export async function nonceFor({ headers }: Signer, record = 'SW-000001'): Promise<NonceRecord> {
  const response = await post('/api/v1/reproductions/nonces', { record }, headers)
  expect(response.status).toBe(201)
  return (await response.json()) as NonceRecord
}

export function statementOf(nonce: NonceRecord, report: Report, { fingerprint }: Signer): Statement {
  return {
    type: REPRODUCTION,
    registry: nonce.registry,
    record: nonce.record,
    repo: nonce.repo,
    commit: nonce.commit,
    protocol_sha256: nonce.protocol.sha256,
    report_sha256: canonicalSha256(report),
    nonce: nonce.nonce,
    key: fingerprint,
  }
}

export const signed = (statement: object, { privateKey }: Pick<Signer, 'privateKey'>): string =>
  sign(null, Buffer.from(canonicalJson(statement as Statement)), privateKey).toString('base64url')

/** What is sent, correct in everything; `change` alters the statement before it is signed. */
export async function reproduction(
  who: Signer,
  report: Report = refereeReport(),
  change: Partial<Statement> = {},
): Promise<{ statement: Statement; signature: string; report: Report }> {
  const statement = { ...statementOf(await nonceFor(who), report, who), ...change }
  return { statement, signature: signed(statement, who), report }
}

export const send = ({ headers }: Pick<Signer, 'headers'>, body: object): Promise<Response> =>
  post('/api/v1/reproductions', body, { ...headers })
