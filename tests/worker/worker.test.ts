import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { cancelSubmission } from '@/lib/intake/cancel'
import type { ChildCommand } from '@/worker/child/child-command'
import { startWorker, WORKER_DEFAULTS, type Worker } from '@/worker/start-worker'
import { useDatabase } from '../helpers/database'
import { localAccount, submit, TRIPLE, useHub } from '../helpers/registry'
import { hasEnded, recordOf, waitFor } from './observe'
import { SMALL_LIMITS, standIn } from './stand-in'

useDatabase()
const hub = useHub()

jest.setTimeout(120_000)

let worker: Worker | null = null

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(async () => {
  await worker?.stop()
  worker = null
})

async function work(command?: ChildCommand, limits = WORKER_DEFAULTS.limits): Promise<void> {
  worker = await startWorker({ ...WORKER_DEFAULTS, limits, ...(command ? { command } : {}) })
}

test('a real super weight is verified by the real verifier and accepted as class A', async () => {
  await submit({})
  await work()
  const record = await waitFor(hasEnded)
  expect(record).toMatchObject({
    status: 'accepted',
    attempts: 1,
    verdict: { accepted: true, class: 'A' },
    weights: ['SW-000001'],
  })
  expect(record.history.map((h) => h.status)).toEqual(['received', 'screened', 'queued', 'running', 'accepted'])
})

test('a search by the real verifier finds the set, and writes no record', async () => {
  await submit({ repo: TRIPLE.repo, coordinates: undefined })
  await work()
  const record = await waitFor(hasEnded)
  expect(record).toMatchObject({
    kind: 'search',
    status: 'searched',
    reason: { code: null, text: 'Found 1 super-weight set.' },
    verdict: null,
    weights: [],
    search: { repo: TRIPLE.repo, commit: record.commit, protocol: { id: 'swp-2' }, answers: [{ class: 'B' }] },
  })
  const members = record.search?.answers[0]?.members.map(({ layer, row, col }) => `${layer}:${row}:${col}`)
  expect(members?.toSorted()).toEqual(TRIPLE.coordinates.toSorted())
  expect(await db.weight.count()).toBe(0)
})

test('a search that is killed with its worker is resumed by the next one', async () => {
  await submit({ repo: TRIPLE.repo, coordinates: undefined })
  await work()
  await waitFor((r) => r.progress !== null)
  await worker?.stop()
  expect(await recordOf()).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'searched', attempts: 2 })
})

test('a set is accepted as class B, while the worker also takes what arrives later', async () => {
  await work()
  await submit(TRIPLE)
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'accepted', verdict: { class: 'B' }, set: 'SS-000001' })
})

test('a weight that does nothing ends as not confirmed, with the failed check named', async () => {
  await submit({ coordinates: ['1:23:89'] })
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({
    status: 'not-confirmed',
    reason: { code: 'spike' },
    verdict: { accepted: false, class: 'D' },
  })
})

test.each([{ gated: true }, { private: true }])(
  'a model that became %j after it was submitted ends as blocked, with the reason',
  async (change) => {
    await submit({})
    const settings = path.join(hub().root, 'demo', 'tiny-single', '.hub.json')
    writeFileSync(settings, JSON.stringify(change))
    try {
      await work()
      expect(await waitFor(hasEnded)).toMatchObject({ status: 'blocked', reason: { code: 'not-public' }, attempts: 1 })
    } finally {
      rmSync(settings)
    }
  },
)

test('progress shows on the submission while it runs', async () => {
  await submit({})
  await work(standIn('chat'))
  expect(await waitFor((r) => r.progress !== null)).toMatchObject({
    status: 'running',
    progress: { stage: 'detection', total: 10, fraction: expect.any(Number) },
  })
})

test('words of the verifier that no database can hold are cleaned, in progress as in errors', async () => {
  await submit({})
  await work(standIn('no-text-progress'))
  const { progress } = await waitFor((r) => r.progress !== null)
  expect(progress).toMatchObject({ stage: 'a\ufffdb', message: `${'x'.repeat(1_999)}\ufffd` })
  await worker?.stop()
  await work(standIn('no-text-error'))
  expect(await waitFor(hasEnded)).toMatchObject({
    status: 'failed',
    reason: { code: 'bad-config', text: 'config.json says "a\ufffdb\ufffd".' },
  })
})

test('a cancelled run is stopped within a second or two, and the submission stays cancelled', async () => {
  await submit({})
  await work(standIn('chat'))
  await waitFor((r) => r.progress !== null)
  const before = Date.now()
  await cancelSubmission('SUB-000001', await localAccount())
  await waitForNoJobs()
  expect(Date.now() - before).toBeLessThan(3_000)
  expect(await recordOf()).toMatchObject({ status: 'cancelled', attempts: 1 })
})

test('a verifier that crashes is tried again, and the page says so', async () => {
  await submit({})
  await work(standIn('crash'))
  const record = await waitFor((r) => r.status === 'queued' && r.attempts === 1)
  expect(record.reason).toMatchObject({
    code: 'verifier-crashed',
    text: expect.stringContaining('Failed run 1 of at most 5; it will be retried.'),
  })
  const [job] = await (await queue()).findJobs(JOBS.verify)
  expect(job?.state).toMatch(/retry|active/)
})

test.each([
  ['hangs until its time is over', 'chat', { wallMs: 700 }, { status: 'blocked', reason: { code: 'too-large' } }],
  ['floods its output', 'endless-lines', {}, { status: 'failed', reason: { code: 'verifier-error' } }],
  [
    'takes too much memory',
    'hoard',
    { memoryBytes: 300 * 2 ** 20 },
    { status: 'blocked', reason: { code: 'too-large' } },
  ],
  ['writes nonsense', 'nonsense', {}, { status: 'failed', reason: { code: 'verifier-error' } }],
  ['writes a report that is none', 'wrong-report', {}, { status: 'failed', reason: { code: 'verifier-error' } }],
  [
    'refuses the model',
    'permanent',
    {},
    { status: 'blocked', reason: { code: 'too-large', text: 'This model needs 900 GiB.' } },
  ],
] as const)(
  'a verifier that %s ends the submission at once, with the reason',
  async (_, behaviour, limits, expected) => {
    await submit({})
    await work(standIn(behaviour), { ...SMALL_LIMITS, ...limits })
    expect(await waitFor(hasEnded)).toMatchObject({ ...expected, attempts: 1 })
  },
)

test('a worker that is asked to stop gives its job back at once, and the next one ends it', async () => {
  await submit({})
  await work(standIn('chat'))
  await waitFor((r) => r.progress !== null)
  await worker?.stop()
  worker = null
  expect(await recordOf()).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'accepted', attempts: 2 })
})

test.each(['received', 'queued'])('a submission that is %s and has lost its job gets one', async (status) => {
  if (status === 'received') hub().hub.faults.fail = { status: 503, times: 1_000 }
  await submit({})
  expect((await recordOf()).status).toBe(status)
  delete hub().hub.faults.fail
  await db.$executeRaw`delete from pgboss.job`
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'accepted' })
})

test('a submission has one job however often maintenance runs', async () => {
  await submit({})
  worker = await startWorker({ ...WORKER_DEFAULTS, command: standIn('chat'), maintenanceMs: 20 })
  await waitFor((r) => r.progress !== null)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await (await queue()).findJobs(JOBS.verify)).toHaveLength(1)
  expect((await recordOf()).attempts).toBe(1)
})

/** Until no job is in progress. */
async function waitForNoJobs(): Promise<void> {
  const boss = await queue()
  for (let left = 1; left > 0;) left = (await boss.findJobs(JOBS.verify)).filter((job) => job.state === 'active').length
}
