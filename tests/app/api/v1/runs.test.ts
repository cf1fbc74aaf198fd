import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { cancelSubmission } from '@/lib/intake/cancel'
import { startRun } from '@/lib/intake/run'
import { parseId } from '@/lib/ids'
import { CURRENT_PROTOCOL } from '@/lib/protocol'
import type { RunRecord } from '@/lib/runs/schema'
import { getSubmission } from '@/lib/submissions/get'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'
import { localAccount, submit, useHub } from '../../../helpers/registry'
import { reportOf } from '../filed'
import { post } from '../ask'

useDatabase()
useHub()

jest.setTimeout(60_000)

const ASK = { worker: 'far-away', lanes: ['small', 'medium', 'large'], protocol: CURRENT_PROTOCOL.sha256 }
const CRASH = { code: 'verifier-crashed', text: 'It crashed.', permanent: false }
const PROGRESS = { stage: 'detection', done: 1, total: 2, message: 'Half', fraction: 0.5, at: new Date().toISOString() }

let ada: Readonly<Record<string, string>>

beforeEach(async () => {
  ada = await keyHeader(await makePerson('ada', 'maintainer'), ['work'])
})

const askFor = async (headers = ada) => {
  const response = await post('/api/v1/runs', ASK, headers)
  return { status: response.status, ...((await response.json()) as { run: RunRecord | null }) }
}

async function taken(): Promise<{ run: RunRecord; record: SubmissionRecord }> {
  const { record } = await submit({})
  const { run } = await askFor()
  if (run === null) throw new Error('Nothing to run.')
  return { run, record: (await getSubmission(record.id)) as SubmissionRecord }
}

const say = async (run: RunRecord, what: string, body?: object, headers = ada) => {
  const response = await post(`/api/v1/runs/${run.id}/${what}`, body, headers)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const LOST = { status: 409, body: expect.objectContaining({ code: 'run-lost' }) as unknown }

const jobs = async () => (await (await queue()).findJobs(JOBS.verify)).map(({ state }) => state)

/** What the queue does with the job of a worker that was silent for too long. */
async function silence(): Promise<void> {
  const boss = await queue()
  const [job] = await boss.findJobs(JOBS.verify)
  await boss.fail(JOBS.verify, job?.id ?? '', { message: 'job heartbeat timeout' })
}

test('nothing waits: the run is null, and nothing is counted against a limit', async () => {
  const response = await post('/api/v1/runs', ASK, ada)
  expect([response.status, await response.json()]).toEqual([200, { run: null }])
  expect(response.headers.get('ratelimit')).toBeNull()
})

test('a run is given to one worker, whose report decides it, and the history says whose worker that was', async () => {
  const { run, record } = await taken()
  expect(run).toMatchObject({ id: 'SUB-000001.1', attempt: 1, repo: 'demo/tiny-single', grade: 'standard' })
  expect(run.members).toEqual(record.screened)
  expect((await askFor()).run).toBeNull()
  expect(await say(run, 'heartbeat', { progress: PROGRESS })).toMatchObject({ status: 200 })
  expect((await getSubmission(record.id))?.progress).toMatchObject({ message: 'Half', fraction: 0.5 })

  const report = reportOf(record)
  const filed = await say(run, 'report', { report })
  expect(filed).toMatchObject({ status: 200, body: { verdict: { accepted: true, class: 'A' } } })
  const after = await getSubmission(record.id)
  expect(after).toMatchObject({ status: 'accepted', report: filed.body.sha256 })
  expect(after?.history.at(-1)?.by).toEqual({ kind: 'worker', name: 'far-away', account: 'ada' })
  expect([await jobs(), await db.runLease.count()]).toEqual([['completed'], 0])

  expect(await say(run, 'report', { report })).toEqual(filed)
  expect(await say(run, 'report', { report: { ...report, members: [] } })).toMatchObject(LOST)
  expect((await getSubmission(record.id))?.history).toEqual(after?.history)
})

test('only the account that holds a run speaks for it', async () => {
  const { run, record } = await taken()
  const bob = await keyHeader(await makePerson('bob', 'maintainer'), ['work'])
  expect(await say(run, 'heartbeat', {}, bob)).toMatchObject(LOST)
  expect(await say(run, 'report', { report: reportOf(record) }, bob)).toMatchObject(LOST)
  expect(await say(run, 'failure', CRASH, bob)).toMatchObject(LOST)
  expect(await say(run, 'release', undefined, bob)).toMatchObject(LOST)
  expect((await getSubmission(record.id))?.status).toBe('running')
  expect(await say(run, 'heartbeat', {})).toMatchObject({ status: 200 })
})

test('whoever lost a run cannot disturb the one that took its place', async () => {
  const { run, record } = await taken()
  await silence()
  expect(await startRun(parseId('submission', record.id) ?? 0)).toMatchObject({ attempt: 2 })
  const before = await getSubmission(record.id)
  expect(await say(run, 'heartbeat', { progress: PROGRESS })).toMatchObject(LOST)
  expect(await say(run, 'report', { report: reportOf(record) })).toMatchObject(LOST)
  expect(await say(run, 'failure', CRASH)).toMatchObject(LOST)
  expect(await say(run, 'release')).toMatchObject(LOST)
  expect(await getSubmission(record.id)).toEqual(before)
})

test('a worker that was silent for too long loses its run, but may file what it measured while no other has begun', async () => {
  const { run, record } = await taken()
  await silence()
  expect(await say(run, 'heartbeat', {})).toMatchObject(LOST)
  expect(await say(run, 'report', { report: reportOf(record) })).toMatchObject({ status: 200 })
  expect(await getSubmission(record.id)).toMatchObject({ status: 'accepted', attempts: 1 })
  await db.$executeRaw`update pgboss.job set start_after = now() where state = 'retry'`
  expect((await askFor()).run).toBeNull()
  expect([await jobs(), await db.runLease.count()]).toEqual([['completed'], 0])
})

test('a cancelled run is over at the next heartbeat, and its job is done', async () => {
  const { run, record } = await taken()
  await cancelSubmission(record.id, await localAccount())
  expect(await say(run, 'heartbeat', {})).toMatchObject(LOST)
  expect([await jobs(), await db.runLease.count()]).toEqual([['completed'], 0])
})

test('a report that comes after the submission was cancelled is refused, and ends the run', async () => {
  const { run, record } = await taken()
  await cancelSubmission(record.id, await localAccount())
  expect(await say(run, 'report', { report: reportOf(record) })).toMatchObject({
    status: 409,
    body: { code: 'already-ended' },
  })
  expect([await jobs(), await db.runLease.count()]).toEqual([['completed'], 0])
})

test('a failure from which a retry may help waits in the queue, a permanent one ends the submission; said twice it is one', async () => {
  const { run, record } = await taken()
  expect(await say(run, 'failure', CRASH)).toEqual({ status: 200, body: { ended: false } })
  expect(await say(run, 'failure', CRASH)).toEqual({ status: 200, body: { ended: false } })
  expect([await jobs(), await db.runLease.count()]).toEqual([['retry'], 0])
  await db.$executeRaw`update pgboss.job set start_after = now() where state = 'retry'`
  const { run: second } = await askFor()
  expect(second?.id).toBe('SUB-000001.2')
  const failure = { code: 'too-large', text: 'It needs 900 GiB.', permanent: true }
  const end = () => say(second as RunRecord, 'failure', failure)
  expect(await end()).toEqual({ status: 200, body: { ended: true } })
  expect(await end()).toEqual({ status: 200, body: { ended: true } })
  expect(await getSubmission(record.id)).toMatchObject({ status: 'blocked', reason: { code: 'too-large' } })
  expect([await jobs(), await db.runLease.count()]).toEqual([['completed'], 0])
})

test('a failure that cannot be tried again must be permanent', async () => {
  const { run } = await taken()
  const failure = { code: 'too-large', text: 'It needs 900 GiB.', permanent: false }
  expect(await say(run, 'failure', failure)).toMatchObject({ status: 422, body: { code: 'invalid-input' } })
})

test('a run that is given back can be taken at once, and is not counted', async () => {
  const { run, record } = await taken()
  expect(await say(run, 'release')).toEqual({ status: 200, body: { released: true } })
  expect(await say(run, 'release')).toEqual({ status: 200, body: { released: true } })
  expect(await getSubmission(record.id)).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
  expect((await askFor()).run?.id).toBe('SUB-000001.2')
})

test('a worker with another protocol gets no run', async () => {
  await submit({})
  const response = await post('/api/v1/runs', { ...ASK, protocol: 'a'.repeat(64) }, ada)
  expect([response.status, await response.json()]).toEqual([409, expect.objectContaining({ code: 'worker-outdated' })])
  expect((await getSubmission('SUB-000001'))?.status).toBe('queued')
})

test('a report about something else is refused, and the run is still held', async () => {
  const { run, record } = await taken()
  const report = reportOf({ ...record, repo: 'demo/tiny-set' })
  expect(await say(run, 'report', { report })).toMatchObject({ status: 422, body: { code: 'report-mismatch' } })
  expect(await say(run, 'heartbeat', {})).toMatchObject({ status: 200 })
})
