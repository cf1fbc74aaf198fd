import { failRun, startRun } from '@/lib/intake/run'
import { receiveSubmission } from '@/lib/intake/receive'
import { screenSubmission } from '@/lib/intake/screen'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { getSubmission } from '@/lib/submissions/get'
import { wholeQueue } from '@/lib/submissions/queue'
import { useDatabase } from '../../../../helpers/database'
import { type TestHub, withHub } from '../../../../helpers/hub'
import { post } from '../../ask'
import { fileFor, HUB, SINGLE, submit } from '../../filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

const WHY = { reason: 'The lab waits for it.' }
const order = (id: string, what: string, body: unknown = WHY) => post(`/api/v1/submissions/${id}/${what}`, body)
const code = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]
const reasonOf = async (id: string) => (await getSubmission(id))?.history.at(-1)

test('priority: it starts before all others, also before those that come later, and everybody reads why', async () => {
  await submit({ repo: SINGLE.repo, coordinates: ['1:0:0'] })
  await submit({ repo: SINGLE.repo, coordinates: ['1:0:1'] })
  const { id } = await submit(SINGLE)
  const response = await order(id, 'priority')
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { status: 'queued', queue: { position: 1, prioritised: true }, reason: { code: 'given-priority' } },
  ])
  const bob = await db.account.create({ data: { handle: 'bob' } })
  const input = { repo: SINGLE.repo, coordinates: ['1:0:2'] }
  await receiveSubmission(input, { account: bob, address: '127.0.0.1' })
  expect((await wholeQueue()).waiting[0]).toMatchObject({ id, prioritised: true })
  const [job] = await (await queue()).fetch<{ submission_id: number }>(JOBS.verify)
  expect(job?.data.submission_id).toBe(3)
  expect(await reasonOf(id)).toMatchObject({
    reason: 'Given priority by local, a maintainer: The lab waits for it.',
    by: { kind: 'account', name: 'local' },
  })
})

test('priority given twice is given once', async () => {
  const { id } = await submit(SINGLE)
  await order(id, 'priority')
  const before = (await getSubmission(id))?.history.length
  expect((await order(id, 'priority')).status).toBe(200)
  expect((await getSubmission(id))?.history).toHaveLength(before ?? NaN)
})

test('priority does not count as a failed run', async () => {
  const { id } = await submit(SINGLE)
  await order(id, 'priority')
  await startRun(1)
  await failRun(1, { code: 'verifier-crashed', text: 'It crashed.', permanent: false })
  expect((await getSubmission(id))?.reason?.text).toContain('Failed run 1 of')
})

test('stop: a run ends, with a public reason, and may be sent again', async () => {
  const { id } = await submit(SINGLE)
  await startRun(1)
  const response = await order(id, 'stop')
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { status: 'cancelled', reason: { code: 'stopped', text: 'Stopped by local, a maintainer: The lab waits for it.' } },
  ])
  expect((await submit(SINGLE)).id).not.toBe(id)
})

test('requeue: one that failed is read again by a worker, and waits like a new one', async () => {
  const { id } = await submit(SINGLE)
  await startRun(1)
  await failRun(1, { code: 'bad-tokenizer', text: 'Not understood.', permanent: true })
  const response = await order(id, 'requeue')
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { id, status: 'received', reason: { code: 'queued-again' } },
  ])
  await screenSubmission(1)
  expect(await getSubmission(id)).toMatchObject({ status: 'queued', queue: { position: 1 }, weights: ['SW-000001'] })
})

test('requeue: where the same claim was sent meanwhile, it ends as its duplicate', async () => {
  const { id } = await submit(SINGLE)
  await startRun(1)
  await failRun(1, { code: 'bad-tokenizer', text: 'Not understood.', permanent: true })
  const bob = await db.account.create({ data: { handle: 'bob' } })
  const { record: other } = await receiveSubmission(SINGLE, { account: bob, address: '127.0.0.1' })
  expect(other.id).not.toBe(id)
  await order(id, 'requeue')
  await screenSubmission(1)
  expect(await getSubmission(id)).toMatchObject({ status: 'cancelled', reason: { code: 'duplicate' } })
})

test('404 and 422: what is not there, and an order without a reason', async () => {
  expect(await code(await order('SUB-000009', 'stop'))).toEqual([404, 'not-found'])
  const { id } = await submit(SINGLE)
  expect(await code(await order(id, 'stop', {}))).toEqual([422, 'invalid-input'])
  expect(await code(await order(id, 'stop', { reason: ' ' }))).toEqual([422, 'invalid-input'])
  expect((await getSubmission(id))?.status).toBe('queued')
})

test('409: each only in the states that it is for', async () => {
  const record = await submit(SINGLE)
  const { id } = record
  expect(await code(await order(id, 'requeue'))).toEqual([409, 'not-now'])
  await startRun(1)
  expect(await code(await order(id, 'priority'))).toEqual([409, 'not-now'])
  await fileFor(record)
  for (const what of ['priority', 'requeue', 'stop'])
    expect([what, ...(await code(await order(id, what)))]).toEqual([what, 409, 'already-ended'])
})
