import { db } from '@/lib/db'
import { canonicalSha256, type Report, type Statement } from '@/lib/protocol'
import { getWeight } from '@/lib/records/get'
import { getReport } from '@/lib/reports/get'
import { isSignedBy } from '@/lib/accounts/signing/signature'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'
import { localAccount, useHub } from '../../../helpers/registry'
import {
  HOST,
  measured,
  nonceFor,
  ownReport,
  refereeReport,
  reproduction,
  send,
  signed,
  signer,
  type Signer,
  statementOf,
} from '../../../helpers/reproduction'
import { ask, post } from '../ask'

useDatabase()
useHub()

let ada: Signer
let bob: Signer
beforeEach(async () => {
  await measured()
  ada = await signer(await makePerson('ada'))
  bob = await signer(await makePerson('bob'))
})

const weight = async () => (await getWeight('SW-000001'))?.record
const problemOf = async (response: Response) => {
  const { code, detail } = (await response.json()) as { code?: string; detail?: string }
  return { status: response.status, code, detail }
}
/** Nothing was stored but the run of this registry. */
async function expectNothingFiled(): Promise<void> {
  expect([await db.report.count(), await db.reproduction.count()]).toEqual([1, 0])
  expect(await weight()).toMatchObject({ version: 2, level: { number: 2, conflicting: false } })
}

test('a signed run of another engine raises a record from level 2 to 3, and says who vouches', async () => {
  const sent = await reproduction(ada)
  const response = await send(ada, sent)
  expect(response.status).toBe(201)
  const sha256 = canonicalSha256(sent.report)
  expect(await response.json()).toMatchObject({
    report: sha256,
    record: 'SW-000001',
    outcome: 'agrees',
    level: { number: 3, word: 'replicated', conflicting: false },
  })
  const record = await weight()
  expect(record).toMatchObject({ version: 3, class: 'A', level: { number: 3 } })
  expect(record?.reports.map(({ signed_by }) => signed_by)).toEqual([undefined, ada.fingerprint])
  const stored = await getReport(sha256)
  expect(stored?.reproduction).toMatchObject({
    account: 'ada',
    record: 'SW-000001.2',
    key: { fingerprint: ada.fingerprint },
  })
  const { statement = '', signature = '' } = stored?.reproduction ?? {}
  expect(isSignedBy(statement, signature, ada.publicKey)).toBe(true)
  expect(await (await ask(`/api/v1/reports/${sha256}`)).json()).toEqual(stored)
  expect((await ask('/api/v1/weights/SW-000001')).status).toBe(200)
})

test('one of the same engine raises it where the hardware is another, and says nothing new where it is the same', async () => {
  const { verifier, ...rest } = ownReport({ finished_at: '2030-01-01T00:00:00.000Z' })
  const same = await send(bob, await reproduction(bob, { ...rest, verifier }))
  expect(await same.json()).toMatchObject({ outcome: 'agrees', level: { number: 2, conflicting: false } })
  const elsewhere = { ...rest, verifier: { ...verifier, cpu: 'cpu two' } }
  const response = await send(ada, await reproduction(ada, elsewhere))
  // Bob ran neither of the two that replicate each other.
  expect(await response.json()).toMatchObject({ outcome: 'agrees', level: { number: 4 } })
  expect((await weight())?.level.reasons.join(' ')).toMatch(/by another party on other hardware.*a third party/)
})

test('one by a third party raises it to 4; one that a maintainer takes back counts for nothing, and stays', async () => {
  await send(ada, await reproduction(ada))
  const other = { ...refereeReport(), finished_at: '2030-01-01T00:00:00.000Z' }
  const filed = await send(bob, await reproduction(bob, other))
  expect(await filed.json()).toMatchObject({ level: { number: 4, word: 'corroborated' } })
  const maintainer = { ...HOST, ...(await keyHeader(await makePerson('mia', 'maintainer'))) }
  const sha256 = canonicalSha256(other)
  const path = `/api/v1/reproductions/${sha256}/withdraw`
  expect((await post(path, { text: 'Its author says it was made up.' }, { ...bob.headers })).status).toBe(403)
  const taken = await post(path, { text: 'Its author says it was made up.' }, maintainer)
  expect(await taken.json()).toMatchObject({
    reproduction: { withdrawn: { reason: 'Its author says it was made up.' } },
  })
  expect(await weight()).toMatchObject({ level: { number: 3 } })
  expect((await weight())?.reports.find((one) => one.sha256 === sha256)).toMatchObject({ withdrawn: true })
  expect(await problemOf(await post(path, { text: 'Once more.' }, maintainer))).toMatchObject({ code: 'not-now' })
  expect((await post(path.replace(sha256, 'f'.repeat(64)), { text: 'Which?' }, maintainer)).status).toBe(404)
})

test('a run that disagrees makes the record conflicting, and takes nothing away', async () => {
  const report = refereeReport()
  const harmless = report.perplexity.map((run) => ({
    ...run,
    streams: run.streams.map((stream) => ({ ...stream, nll: run.streams[0]?.nll ?? [] })),
  }))
  const response = await send(ada, await reproduction(ada, { ...report, perplexity: harmless }))
  expect(await response.json()).toMatchObject({ outcome: 'disagrees', level: { number: 2, conflicting: true } })
  expect(await weight()).toMatchObject({ class: 'A', level: { conflicting: true } })
  expect((await weight())?.reports[0]?.signed_by).toBeUndefined()
})

/** What is sent, wrong in one way: the statement is signed as it stands there. */
const REFUSED: Readonly<Record<string, (who: Signer) => Promise<{ code: string; body: object }>>> = {
  async 'the same statement again'(who) {
    const body = await reproduction(who)
    await db.reproductionNonce.updateMany({ data: { usedAt: new Date() } })
    return { code: 'nonce-used', body }
  },
  async 'a nonce of somebody else'(who) {
    const nonce = await nonceFor(bob)
    const statement = statementOf(nonce, refereeReport(), who)
    return { code: 'unknown-nonce', body: { statement, signature: signed(statement, who), report: refereeReport() } }
  },
  async 'an expired nonce'(who) {
    const body = await reproduction(who)
    await db.reproductionNonce.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
    return { code: 'nonce-expired', body }
  },
  'another registry': async (who) => ({
    code: 'other-registry',
    body: await reproduction(who, refereeReport(), { registry: 'https://other.example' }),
  }),
  'another version of the record': async (who) => ({
    code: 'other-record-version',
    body: await reproduction(who, refereeReport(), { record: 'SW-000001.1' }),
  }),
  'another record': async (who) => ({
    code: 'other-record-version',
    body: await reproduction(who, refereeReport(), { record: 'SW-000002.2' }),
  }),
  'another commit in the statement': async (who) => ({
    code: 'other-commit',
    body: await reproduction(who, refereeReport(), { commit: '1'.repeat(40) }),
  }),
  'a report about another commit': async (who) => ({
    code: 'other-commit',
    body: await reproduction(who, {
      ...refereeReport(),
      checkpoint: { ...refereeReport().checkpoint, commit: '1'.repeat(40) },
    }),
  }),
  'another protocol in the statement': async (who) => ({
    code: 'other-protocol',
    body: await reproduction(who, refereeReport(), { protocol_sha256: '1'.repeat(64) }),
  }),
  'another repo in the statement': async (who) => ({
    code: 'report-mismatch',
    body: await reproduction(who, refereeReport(), { repo: 'demo/tiny-set' }),
  }),
  'other bits': async (who) => ({ code: 'report-mismatch', body: await reproduction(who, otherBits(refereeReport())) }),
  'an edited report': async (who) => ({
    code: 'report-altered',
    body: { ...(await reproduction(who)), report: { ...refereeReport(), finished_at: '2030-01-01T00:00:00.000Z' } },
  }),
  'an edited number that others contradict': async (who) => ({
    code: 'numbers-disagree',
    body: await reproduction(who, withShare(refereeReport(), 0.5)),
  }),
  'a signature of something else': async (who) => ({
    code: 'bad-signature',
    body: { ...(await reproduction(who)), signature: signed({ nothing: true }, who) },
  }),
  'a signature by another key': async (who) => {
    const { statement, report } = await reproduction(who)
    return { code: 'bad-signature', body: { statement, signature: signed(statement, bob), report } }
  },
  async 'a key of somebody else'(who) {
    const statement = { ...(await reproduction(who)).statement, key: bob.fingerprint }
    return {
      code: 'unknown-signing-key',
      body: { statement, signature: signed(statement, bob), report: refereeReport() },
    }
  },
  async 'a revoked key'(who) {
    const body = await reproduction(who)
    await post(`/api/v1/account/signing-keys/${who.fingerprint}/revoke`, undefined, { ...who.headers })
    return { code: 'signing-key-revoked', body }
  },
  async 'a report of this registry under another name'(who) {
    return { code: 'already-reproduced', body: await reproduction(who, ownReport()) }
  },
  'no report': async (who) => ({ code: 'malformed-report', body: { ...(await reproduction(who)), report: {} } }),
}

test.each(Object.entries(REFUSED))('%s is refused by its own code, and changes nothing', async (_, wrong) => {
  const { code, body } = await wrong(ada)
  expect(await problemOf(await send(ada, body))).toMatchObject({ code })
  await expectNothingFiled()
})

test('a replay of what was filed is refused', async () => {
  const sent = await reproduction(ada)
  expect((await send(ada, sent)).status).toBe(201)
  expect(await problemOf(await send(ada, sent))).toMatchObject({ status: 409, code: 'nonce-used' })
})

test('the same party twice is refused: by the same engine and hardware, before measuring where that is known; another engine is taken', async () => {
  await send(ada, await reproduction(ada))
  const again = { ...refereeReport(), finished_at: '2030-01-01T00:00:00.000Z' }
  expect(await problemOf(await send(ada, await reproduction(ada, again)))).toMatchObject({
    status: 409,
    code: 'already-reproduced',
  })
  const { engine, cpu } = again.verifier
  const early = await post(
    '/api/v1/reproductions/nonces',
    { record: 'SW-000001', verifier: { engine, cpu } },
    { ...ada.headers },
  )
  expect(await problemOf(early)).toMatchObject({ code: 'already-reproduced' })
  const third = { ...again, verifier: { ...again.verifier, engine: 'jax 0.9' } }
  expect((await send(ada, await reproduction(ada, third))).status).toBe(201)
  expect(await weight()).toMatchObject({ level: { number: 3 } })
})

test('who sent the claim is no other party, and is told before measuring', async () => {
  const local = await signer(await localAccount())
  const response = await post('/api/v1/reproductions/nonces', { record: 'SW-000001' }, { ...local.headers })
  expect(await problemOf(response)).toMatchObject({
    code: 'already-reproduced',
    detail: expect.stringContaining('SUB-000001, which your account sent'),
  })
})

test('two at once file one report', async () => {
  const sent = await reproduction(ada)
  const statuses = await Promise.all([send(ada, sent), send(ada, sent)])
  expect(statuses.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect(await db.reproduction.count()).toBe(1)
})

test('a record that was changed meanwhile still takes a report for the version that was asked for', async () => {
  const sent = await reproduction(ada)
  await send(bob, await reproduction(bob))
  const mine = { ...sent, report: { ...sent.report, finished_at: '2030-01-01T00:00:00.000Z' } }
  const statement = { ...sent.statement, report_sha256: canonicalSha256(mine.report) }
  const response = await send(ada, { ...mine, statement, signature: signed(statement, ada) })
  expect([response.status, (await weight())?.version]).toEqual([201, 4])
})

const withMember = (report: Report, change: (member: Report['members'][number]) => Report['members'][number]) => ({
  ...report,
  members: report.members.map(change),
})
const withShare = (report: Report, share: number) =>
  withMember(report, (member) => ({ ...member, evidence: { ...member.evidence, share } }))
/** 400c is the next bfloat16 above 400b. */
const otherBits = (report: Report) => {
  const value = 2.1875
  return withMember(report, (member) => ({
    ...member,
    static: { ...member.static, bits: '400c', value },
    evidence: { ...member.evidence, share: (member.evidence.share * value) / member.static.value },
  }))
}

describe('altering anything that was signed', () => {
  test('any field of the statement is refused', async () => {
    const sent = await reproduction(ada)
    for (const field of Object.keys(sent.statement) as (keyof Statement)[]) {
      const text = sent.statement[field]
      const altered = text.replace(/[0-9a-f](?=[^0-9a-f]*$)/i, (digit) => (digit === '1' ? '2' : '1'))
      const response = await send(ada, { ...sent, statement: { ...sent.statement, [field]: altered } })
      expect([field, [422, 409].includes(response.status)]).toEqual([field, true])
    }
    await expectNothingFiled()
  })

  test('any byte of what is sent is refused', async () => {
    const text = JSON.stringify(await reproduction(ada))
    let step = 7919
    for (let i = 0; i < 60; i++) {
      step = (step * 48271) % 2147483647
      const at = step % text.length
      const altered = text.slice(0, at) + (text[at] === '7' ? '3' : '7') + text.slice(at + 1)
      const response = await ask('/api/v1/reproductions', {
        method: 'POST',
        headers: { ...ada.headers, 'content-type': 'application/json' },
        body: altered,
      })
      expect([at, response.status >= 400]).toEqual([at, true])
    }
    await expectNothingFiled()
  })
})
