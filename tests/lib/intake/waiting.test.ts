import { renameSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { HUB_RETRY_MS } from '@/lib/jobs/queues'
import { getSubmission } from '@/lib/submissions/get'
import { HubStillSilent, screenSubmission } from '@/lib/intake/screen'
import { useDatabase } from '../../helpers/database'
import { jobsIn, SINGLE, submit, useHub } from '../../helpers/registry'

useDatabase()
const hub = useHub()

// Retries inside one call are the hub room's own matter: here it must fail for good, or answer.
const silent = (status = 503) => Object.assign(hub().hub.faults, { fail: { status, times: 1_000 } })
const answering = () => delete hub().hub.faults.fail

test.each([500, 503, 429])(
  'a Hub that answers %i: the claim is kept as received, the page says so, and a retry is queued',
  async (status) => {
    silent(status)
    const { record, created } = await submit({ value: SINGLE.value })
    expect(created).toBe(true)
    expect(record).toMatchObject({
      status: 'received',
      commit: null,
      screened: null,
      claimed_value: SINGLE.value,
      reason: { code: 'hub-unreachable' },
    })
    expect(record.reason?.text).toMatch(/two days/)
    expect(record.missing.queue).toMatch(/once its checkpoint has been read/)
    expect([await jobsIn(JOBS.screen), await jobsIn(JOBS.verify)]).toEqual([[1], []])
    const [job] = await (await queue()).findJobs(JOBS.screen)
    expect(job?.startAfter.getTime()).toBeGreaterThan(Date.now())
  },
)

test('a Hub that nobody reaches is the same', async () => {
  const before = process.env.DEMO_HUB_URL
  process.env.DEMO_HUB_URL = 'http://127.0.0.1:9'
  try {
    expect((await submit({})).record).toMatchObject({ status: 'received', reason: { code: 'hub-unreachable' } })
  } finally {
    process.env.DEMO_HUB_URL = before
  }
})

test('the sender of a claim to a slow Hub gets an answer within ten seconds', async () => {
  hub().hub.faults.delayMs = 6_000
  const start = Date.now()
  const { record } = await submit({})
  expect(Date.now() - start).toBeLessThan(10_000)
  expect(record).toMatchObject({ status: 'received', reason: { code: 'hub-unreachable' } })
})

test('the same claim while it waits is the same submission', async () => {
  silent()
  await submit({})
  const again = await submit({})
  expect(again).toMatchObject({ created: false, record: { id: 'SUB-000001' } })
  expect(await jobsIn(JOBS.screen)).toEqual([1])
})

test('once the Hub answers, it goes on into the queue', async () => {
  silent()
  await submit({ value: SINGLE.value })
  answering()
  await screenSubmission(1)
  const record = await getSubmission('SUB-000001')
  expect(record).toMatchObject({ status: 'queued', family: 'llama', weights: ['SW-000001'], queue: { position: 1 } })
  expect(record?.history.map((h) => h.status)).toEqual(['received', 'screened', 'queued'])
  expect(await jobsIn(JOBS.verify)).toEqual([1])
  await screenSubmission(1) // a job delivered twice
  expect(await jobsIn(JOBS.verify)).toEqual([1])
})

test('while the Hub stays silent the job fails, to be tried again; after two days the claim is blocked', async () => {
  const before = process.env.DEMO_HUB_URL
  silent()
  await submit({})
  process.env.DEMO_HUB_URL = '' // fails at once, where a 503 would be asked again for a minute
  try {
    await expect(screenSubmission(1, AbortSignal.timeout(2_000))).rejects.toThrow(HubStillSilent)
    expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'received' })
    await db.submission.update({ where: { id: 1 }, data: { createdAt: new Date(Date.now() - HUB_RETRY_MS) } })
    await screenSubmission(1, AbortSignal.timeout(2_000))
  } finally {
    process.env.DEMO_HUB_URL = before
  }
  const record = await getSubmission('SUB-000001')
  expect(record).toMatchObject({ status: 'blocked', reason: { code: 'hub-unreachable' } })
  expect(record?.reason?.text).toContain('Send the claim again')
})

test.each([
  ['a repo that turns out to be missing', { repo: 'nobody/nothing' }, 'blocked', 'not-public'],
  ['a coordinate that turns out to be out of range', { coordinates: ['1:64:0'] }, 'invalid', 'no-such-coordinate'],
  [
    'a file that turns out to be broken',
    { repo: 'broken/negative-offsets', coordinates: ['0:0:0'] },
    'invalid',
    'unreadable-checkpoint',
  ],
  ['a value that turns out to be wrong', { value: 7.25 }, 'invalid', 'value-mismatch'],
])('%s ends with its reason', async (_, input, status, code) => {
  silent()
  await submit(input)
  answering()
  await screenSubmission(1)
  expect(await getSubmission('SUB-000001')).toMatchObject({ status, reason: { code } })
})

test('a claim that turns out to be known ends with a pointer to the submission that exists', async () => {
  silent()
  await submit({})
  answering()
  await submit({ coordinates: [SINGLE.short] }) // another spelling: only the checkpoint shows that it is the same
  await screenSubmission(1)
  expect(await getSubmission('SUB-000001')).toMatchObject({
    status: 'cancelled',
    reason: { code: 'duplicate', text: 'The same claim is SUB-000002: follow that one.' },
  })
  expect(await jobsIn(JOBS.verify)).toEqual([2])
})

test('a repo that moves on gives another commit, another claim and another record', async () => {
  const first = await submit({})
  const readme = path.join(hub().root, 'demo', 'tiny-single', 'README.md')
  renameSync(readme, `${readme}.old`)
  try {
    const second = await submit({})
    expect(second.created).toBe(true)
    expect(second.record.commit).not.toBe(first.record.commit)
    expect(second.record.weights).toEqual(['SW-000002'])
  } finally {
    renameSync(`${readme}.old`, readme)
  }
})
