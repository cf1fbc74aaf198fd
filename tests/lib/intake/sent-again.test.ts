import type { CodeWith } from '@/lib/reasons'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { HUB_RETRY_MS } from '@/lib/jobs/queues'
import { cancelSubmission } from '@/lib/intake/cancel'
import { REGISTRY } from '@/lib/intake/actor'
import { changeStatus } from '@/lib/intake/change-status'
import { getSubmission } from '@/lib/submissions/get'
import { HubStillSilent, screenSubmission } from '@/lib/intake/screen'
import { startRun } from '@/lib/intake/run'
import { useDatabase } from '../../helpers/database'
import { jobsIn, localAccount, SINGLE, submit, useHub } from '../../helpers/registry'
import { makeRepo, smallRepo } from '../../helpers/repos'

useDatabase()
const hub = useHub()

const LATER = { repo: 'org/comes-later', coordinates: ['0:0:0'] }
/** As many as froze the site when each made a row. */
const AT_ONCE = 60
const MANY_MS = 120_000

const rows = () => db.submission.count()
const statuses = async (id: string) => (await getSubmission(id))?.history.map((h) => h.status)

test('identical claims on a missing repo, one after the other: one submission, and nothing else is added', async () => {
  const first = await submit({ repo: 'nobody/nothing' })
  for (let i = 0; i < 5; i += 1)
    expect(await submit({ repo: 'nobody/nothing' })).toEqual({ record: first.record, created: false, joined: false })
  expect([await rows(), await db.submissionEvent.count()]).toEqual([1, 2])
})

test.each([
  ['on a missing repo', { repo: 'nobody/nothing' }, 'blocked'],
  ['on a model that can be read', {}, 'queued'],
  ['whose value is wrong', { value: 2.25 }, 'invalid'],
])(
  '%s identical claims at once: one submission',
  async (_, input, status) => {
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => submit(input)))
    expect(all.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(all.map(({ record }) => record.id)).size).toBe(1)
    expect(all[0]?.record.status).toBe(status)
    expect(await rows()).toBe(1)
  },
  MANY_MS,
)

test(
  'identical claims at once, some of which the Hub answers and some not: one submission, and one job',
  async () => {
    hub().hub.faults.fail = { status: 503, times: 12 }
    const all = await Promise.all(Array.from({ length: 10 }, () => submit({})))
    delete hub().hub.faults.fail
    await submit({})
    expect(new Set(all.map(({ record }) => record.id))).toEqual(new Set(['SUB-000001']))
    expect([await rows(), await jobsIn(JOBS.verify)]).toEqual([1, [1]])
  },
  MANY_MS,
)

test('another value, another revision or another account is another claim', async () => {
  await submit({ repo: 'nobody/nothing' })
  await submit({ repo: 'nobody/nothing', value: 1 })
  await submit({ repo: 'nobody/nothing', revision: 'v2' })
  await db.submission.updateMany({
    data: { accountId: (await db.account.create({ data: { handle: 'somebody' } })).id },
  })
  expect((await submit({ repo: 'nobody/nothing' })).created).toBe(true)
  expect(await rows()).toBe(4)
})

test('a repo that was missing and is there now: the same submission goes into the queue, and its history tells both', async () => {
  const { record } = await submit(LATER)
  expect(record).toMatchObject({ status: 'blocked', reason: { code: 'not-public' } })
  makeRepo(hub().root, LATER.repo, smallRepo())
  const again = await submit(LATER)
  expect(again).toMatchObject({ created: false, record: { id: record.id, status: 'queued' } })
  expect(again.record.history.map((h) => [h.status, h.reason_code])).toEqual([
    ['received', null],
    ['blocked', 'not-public'],
    ['received', 'sent-again'],
    ['screened', null],
    ['queued', null],
  ])
  expect(await jobsIn(JOBS.verify)).toEqual([1])
})

test('a blocked claim sent again while the Hub is silent waits for it as the same submission, for two days from now', async () => {
  const before = process.env.DEMO_HUB_URL
  await submit({ repo: 'demo/not-yet' })
  await db.submission.update({ where: { id: 1 }, data: { createdAt: new Date(Date.now() - 2 * HUB_RETRY_MS) } })
  process.env.DEMO_HUB_URL = 'http://127.0.0.1:9'
  try {
    expect(await submit({ repo: 'demo/not-yet' })).toMatchObject({
      created: false,
      record: { id: 'SUB-000001', status: 'received', reason: { code: 'hub-unreachable' } },
    })
    expect(await jobsIn(JOBS.screen)).toEqual([1])
    await expect(screenSubmission(1, AbortSignal.timeout(2_000))).rejects.toThrow(HubStillSilent)
  } finally {
    process.env.DEMO_HUB_URL = before
  }
})

/** A run that ended without a report, for the reason given. */
async function failed(status: 'failed' | 'blocked', code: CodeWith<'failed' | 'blocked'>): Promise<void> {
  await submit({})
  await startRun(1)
  const reason = { code, text: 'It ended.' }
  await changeStatus(db, 1, status === 'blocked' ? 'obstructed' : 'gave-up', reason, REGISTRY)
}

test.each([
  ['failed', 'worker-stopped'],
  ['failed', 'database-unavailable'],
  ['blocked', 'hub-unreachable'],
  ['blocked', 'gated'],
] as const)('a run that ended as %s (%s) is tried again as the same submission', async (status, code) => {
  await failed(status, code)
  const { created, record } = await submit({})
  expect({ created, id: record.id, status: record.status, weights: record.weights }).toEqual({
    created: false,
    id: 'SUB-000001',
    status: 'queued',
    weights: ['SW-000001'],
  })
  expect(await statuses('SUB-000001')).toEqual([
    'received',
    'screened',
    'queued',
    'running',
    status,
    'received',
    'screened',
    'queued',
  ])
  expect([await db.claim.count(), await db.weight.count()]).toEqual([1, 1])
})

test.each([
  ['failed', 'verifier-crashed'],
  ['blocked', 'too-large'],
  ['blocked', 'unsupported-architecture'],
] as const)(
  'a run that ended as %s (%s) stands for a day: the same claim is answered with it',
  async (status, code) => {
    await failed(status, code)
    expect(await submit({})).toMatchObject({ created: false, record: { id: 'SUB-000001', status, reason: { code } } })
    expect(await rows()).toBe(1)
    const tomorrow = Date.now() + 25 * 3_600_000
    const clock = jest.spyOn(Date, 'now').mockReturnValue(tomorrow)
    expect(await submit({})).toMatchObject({ created: false, record: { id: 'SUB-000001', status: 'queued' } })
    clock.mockRestore()
  },
)

test('a cancelled claim may be sent anew', async () => {
  await submit({})
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await submit({})).toMatchObject({ created: true, record: { id: 'SUB-000002', repo: SINGLE.repo } })
})
