import { db } from '@/lib/db'
import { startRun } from '@/lib/intake/run'
import { withdrawnOfModel } from '@/lib/challenges/withdrawn-of-model'
import { screenSubmission } from '@/lib/intake/screen'
import { closeQueue } from '@/lib/jobs/queue'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import type { WeightRecord } from '@/lib/weights/schema'
import { reviewQueue } from '@/lib/review/queue'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'
import { TRIPLE, useHub } from '../../../helpers/registry'
import { ask, askTwice, post } from '../ask'
import { fileFor, SINGLE, submit } from '../filed'

useDatabase()
useHub()
afterAll(closeQueue)

type Headers = Readonly<Record<string, string>>
let [submitter, reviewer, maintainer]: Headers[] = []

beforeEach(async () => {
  submitter = await keyHeader(await makePerson('ada'))
  reviewer = await keyHeader(await makePerson('grace', 'reviewer'))
  maintainer = await keyHeader(await makePerson('kay', 'maintainer'))
})

const WORDS = 'The value at this commit is another one: I read -0.5.'
const WHY = { text: 'Looked at by hand.' }

const challenge = (record: string, by: Headers | undefined = submitter) =>
  post('/api/v1/challenges', { record, reason: 'wrong-value', text: WORDS }, by)
const act = (what: string, by: Headers | undefined, id = 'CH-000001') =>
  post(`/api/v1/challenges/${id}/${what}`, WHY, by)
const jsonOf = async <T = ChallengeRecord>(response: Response | Promise<Response>) =>
  (await (await response).json()) as T
const weight = (id = 'SW-000001') => jsonOf<WeightRecord>(ask(`/api/v1/weights/${id}`))
const idsOf = async (path: string) => (await jsonOf<{ items: { id: string }[] }>(ask(path))).items.map(({ id }) => id)

/** A verified weight: SW-000001. */
async function verified(): Promise<void> {
  await fileFor(await submit(SINGLE))
}

test('a challenge shows on the record and is listed; the same account has one at a time', async () => {
  await verified()
  const first = await challenge('sw-1')
  expect([first.status, first.headers.get('location')]).toEqual([201, '/api/v1/challenges/CH-000001'])
  expect(await jsonOf(first)).toMatchObject({
    id: 'CH-000001',
    record: { id: 'SW-000001', url: '/weights/SW-000001', repo: SINGLE.repo },
    account: 'ada',
    state: 'open',
    history: [],
    runs: [],
  })
  expect((await challenge('SW-000001')).status).toBe(200)
  expect((await challenge('SW-000001', reviewer)).status).toBe(201)
  const record = await weight()
  expect(record).toMatchObject({ version: 4, verified: true })
  expect(record.challenges?.map(({ id, state, text }) => [id, state, text])).toEqual([
    ['CH-000002', 'open', WORDS],
    ['CH-000001', 'open', WORDS],
  ])
  expect(JSON.stringify(record)).not.toContain('ada')
  await askTwice('/api/v1/challenges/CH-000001')
  expect(await idsOf('/api/v1/challenges?record=SW-000001')).toEqual(['CH-000002', 'CH-000001'])
  expect(await idsOf('/api/v1/challenges?account=ada&state=open')).toEqual(['CH-000001'])
  expect(await idsOf('/api/v1/challenges?record=SW-000009')).toEqual([])
})

test.each([
  ['a record that is not there', { record: 'SW-000009', reason: 'other', text: WORDS }, 404],
  ['a submission', { record: 'SUB-000001', reason: 'other', text: WORDS }, 404],
  ['a reason of one’s own', { record: 'SW-000001', reason: 'ugly', text: WORDS }, 422],
  ['no words', { record: 'SW-000001', reason: 'other', text: 'Wrong.' }, 422],
  ['text that no database holds', { record: 'SW-000001', reason: 'other', text: `${WORDS}\u0000` }, 422],
])('refuses %s', async (_, body, status) => {
  expect((await post('/api/v1/challenges', body, submitter)).status).toBe(status)
  expect(await db.challenge.count()).toBe(0)
})

test('only its challenger retracts it, and only maintainers decide', async () => {
  await verified()
  await challenge('SW-000001')
  expect((await act('retract', maintainer)).status).toBe(403)
  for (const what of ['uphold', 'withdraw', 'verify'])
    for (const by of [submitter, reviewer]) expect((await act(what, by)).status).toBe(403)
  expect((await jsonOf(act('retract', submitter))).state).toBe('retracted')
  expect((await act('uphold', maintainer)).status).toBe(409)
  expect((await weight()).challenges).toMatchObject([{ state: 'retracted', decision: WHY }])
})

test('its challenger and reviewers comment on it, others do not', async () => {
  await verified()
  await challenge('SW-000001')
  expect((await act('comment', await keyHeader(await makePerson('eve')))).status).toBe(403)
  await act('comment', submitter)
  expect((await jsonOf(act('comment', reviewer))).history.map(({ act: what, by }) => [what, by])).toEqual([
    ['commented', 'ada'],
    ['commented', 'grace'],
  ])
  // The record does not repeat what was said about the challenge.
  expect((await weight()).version).toBe(3)
})

test('an upheld record stands as before, with the reason', async () => {
  await verified()
  await challenge('SW-000001')
  expect((await jsonOf(act('uphold', maintainer))).state).toBe('upheld')
  const record = await weight()
  expect(record).toMatchObject({ verified: true, class: 'A', challenges: [{ state: 'upheld', decision: WHY }] })
  expect(record.withdrawn).toBeUndefined()
})

test('a withdrawn record keeps its id and versions, and nothing else names it', async () => {
  await verified()
  await challenge('SW-000001')
  await challenge('SW-000001', reviewer)
  await act('withdraw', maintainer)
  expect(await weight()).toMatchObject({
    verified: false,
    class: null,
    level: { number: 0, reasons: ['The record was withdrawn: CH-000001 says why.'] },
    withdrawn: { reason: WHY.text, challenge: 'CH-000001' },
    challenges: [{ state: 'withdrawn' }, { state: 'withdrawn' }],
  })
  expect(await jsonOf<WeightRecord>(ask('/api/v1/weights/SW-000001.2'))).toMatchObject({ verified: true, class: 'A' })
  expect(await idsOf('/api/v1/weights')).toEqual([])
  expect(await idsOf('/api/v1/weights?withdrawn=true')).toEqual(['SW-000001'])
  expect(await jsonOf(ask(`/api/v1/models/${SINGLE.repo}`))).toMatchObject({ weight_count: 0, weights: [] })
  expect(await jsonOf(ask(`/api/v1/facets`))).toMatchObject({ total: 0 })
  expect((await challenge('SW-000001')).status).toBe(409)
  expect(await withdrawnOfModel(SINGLE.repo)).toEqual([
    expect.objectContaining({ id: 'SW-000001', url: '/weights/SW-000001', reason: WHY.text, challenge: 'CH-000001' }),
  ])
  // The claim is not forgotten: who sends it again is led to it.
  expect((await submit(SINGLE)).id).toBe('SUB-000001')
})

test('what was withdrawn by mistake stands again as it stood', async () => {
  await verified()
  await challenge('SW-000001')
  await challenge('SW-000001', reviewer)
  await act('withdraw', maintainer)
  await act('uphold', maintainer, 'CH-000002')
  expect(await weight()).toMatchObject({
    verified: true,
    class: 'A',
    challenges: [{ state: 'upheld' }, { state: 'upheld' }],
  })
  expect(await idsOf('/api/v1/weights')).toEqual(['SW-000001'])
})

test('a member is withdrawn after its set, and what was measured of the set is no evidence for its members', async () => {
  await fileFor(await submit(TRIPLE))
  await challenge('SW-000001')
  await challenge('SS-000001')
  expect(await jsonOf(act('withdraw', maintainer))).toMatchObject({
    code: 'not-now',
    detail: expect.stringContaining('SS-000001'),
  })
  await act('withdraw', maintainer, 'CH-000002')
  expect(await weight()).toMatchObject({ verified: false, class: null, sets: [], reports: [] })
  expect(await idsOf('/api/v1/sets')).toEqual([])
  expect((await act('withdraw', maintainer)).status).toBe(200)
  expect(await jsonOf(act('uphold', maintainer, 'CH-000002'))).toMatchObject({ code: 'not-now' })
  await act('uphold', maintainer)
  await act('uphold', maintainer, 'CH-000002')
  expect(await weight()).toMatchObject({ verified: true, class: 'B', sets: [{ id: 'SS-000001' }] })
})

test('a record is verified again at its commit; nobody claims anything by it', async () => {
  await verified()
  await challenge('SW-000001')
  const { commit, claims } = await weight()
  expect(await jsonOf(act('verify', maintainer))).toMatchObject({
    state: 'open',
    history: [{ act: 'verified-again', by: 'kay' }],
    runs: [{ id: 'SUB-000002', status: 'received' }],
  })
  expect(await jsonOf(act('verify', maintainer))).toMatchObject({ code: 'not-now' })
  await screenSubmission(2)
  const again = await jsonOf<Awaited<ReturnType<typeof submit>>>(ask('/api/v1/submissions/SUB-000002'))
  expect(again).toMatchObject({ status: 'queued', account: 'kay', commit, weights: ['SW-000001'] })
  await fileFor(again)
  expect(await weight()).toMatchObject({ verified: true, claims, challenges: [{ state: 'open' }] })
  expect(await jsonOf(ask('/api/v1/submissions/SUB-000001'))).toMatchObject({ status: 'accepted' })
  expect(await startRun(1)).toBeNull()
  expect(await jsonOf(ask('/api/v1/challenges/CH-000001'))).toMatchObject({ runs: [{ status: 'accepted' }] })
  expect((await act('verify', maintainer)).status).toBe(200)
})

test('who sends the claim of a record that was verified again joins the submission that was judged', async () => {
  await verified()
  await challenge('SW-000001')
  await act('verify', maintainer)
  await screenSubmission(2)
  const sent = await post('/api/v1/submissions', SINGLE, submitter)
  expect([sent.status, sent.headers.get('x-joined')]).toEqual([200, 'true'])
  expect(await jsonOf(sent)).toMatchObject({ id: 'SUB-000001' })
  expect((await weight()).claims.map(({ submission }) => submission)).toEqual(['SUB-000001', 'SUB-000001'])
})

test('a challenge is found by its id', async () => {
  await verified()
  await challenge('SW-000001')
  expect(await jsonOf(ask('/api/v1/search?q=ch1'))).toMatchObject({
    groups: [{ kind: 'challenge', results: [{ name: 'CH-000001', url: '/challenges/CH-000001' }] }],
  })
})

test('a reviewer says what they saw, and the claim leaves the queue', async () => {
  await verified()
  expect((await reviewQueue()).claims).toMatchObject({ total: 1, items: [{ id: 'SUB-000001' }] })
  const review = (by: Headers | undefined) => post('/api/v1/submissions/SUB-000001/review', WHY, by)
  expect((await review(submitter)).status).toBe(403)
  expect(await jsonOf(review(reviewer))).toMatchObject({ status: 'accepted', reviews: [{ by: 'grace', ...WHY }] })
  expect((await reviewQueue()).claims).toEqual({ total: 0, items: [] })
})

test('records whose reports disagree wait for review', async () => {
  await verified()
  await challenge('SW-000001')
  await act('verify', maintainer)
  await screenSubmission(2)
  await fileFor(await jsonOf(ask('/api/v1/submissions/SUB-000002')), { damage: false })
  expect((await weight()).level.conflicting).toBe(true)
  expect((await reviewQueue()).conflicts).toEqual([
    { id: 'SW-000001', url: '/weights/SW-000001', repo: SINGLE.repo, reports: 2 },
  ])
  await act('withdraw', maintainer)
  expect((await reviewQueue()).conflicts).toEqual([])
})

test('a person’s export holds what they said', async () => {
  await verified()
  const local = await challenge('SW-000001', {})
  expect(local.status).toBe(201)
  await act('comment', {})
  await post('/api/v1/submissions/SUB-000001/review', WHY)
  expect(await jsonOf(ask('/api/v1/account/export'))).toMatchObject({
    challenges: [{ id: 'CH-000001', record: 'SW-000001', reason: 'wrong-value', text: WORDS, state: 'open' }],
    answers: [{ challenge: 'CH-000001', act: 'commented', ...WHY }],
    reviews: [{ submission: 'SUB-000001', ...WHY }],
  })
})
