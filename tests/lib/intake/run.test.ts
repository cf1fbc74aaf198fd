import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { MAX_INTERRUPTED_RUNS, MAX_FAILED_RUNS } from '@/lib/jobs/queues'
import { cancelSubmission } from '@/lib/intake/cancel'
import { getSubmission } from '@/lib/submissions/get'
import { listSubmissions } from '@/lib/submissions/list'
import { failRun, noteProgress, requeueRun, startRun } from '@/lib/intake/run'
import { SubmissionQuery, SubmissionRecord } from '@/lib/submissions/schema'
import { useDatabase } from '../../helpers/database'
import { localAccount, SINGLE, submit, useHub } from '../../helpers/registry'

useDatabase()
useHub()

const CRASH = { code: 'verifier-crashed', text: 'The verifier crashed.', permanent: false } as const
const PROGRESS = {
  stage: 'detection',
  done: 1,
  total: 3,
  message: 'Second prompt',
  fraction: 0.2,
  at: '2026-11-23T19:00:00.000Z',
}

async function record(id = 'SUB-000001'): Promise<SubmissionRecord> {
  const found = await getSubmission(id)
  if (!found) throw new Error(`no ${id}`)
  return SubmissionRecord.parse(found)
}

test('a worker that takes a submission is told what to verify', async () => {
  const { record: queued } = await submit({ value: SINGLE.value })
  expect(await startRun(1)).toMatchObject({
    id: 1,
    repo: SINGLE.repo,
    commit: queued.commit,
    claimedValue: SINGLE.value,
    attempt: 1,
    members: [{ tensor: 'model.layers.1.mlp.down_proj.weight', row: 23, col: 88, bits: SINGLE.bits }],
  })
  expect(await record()).toMatchObject({
    status: 'running',
    attempts: 1,
    queue: null,
    missing: { queue: 'It is being verified now.' },
  })
})

test('progress shows while it runs, and a worker whose submission was cancelled learns that it may stop', async () => {
  await submit({})
  await startRun(1)
  expect(await noteProgress(1, PROGRESS)).toBe(true)
  expect((await record()).progress).toEqual(PROGRESS)
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await noteProgress(1, { ...PROGRESS, done: 2 })).toBe(false)
  expect(await record()).toMatchObject({
    status: 'cancelled',
    reason: { text: 'Cancelled by its submitter.' },
    progress: PROGRESS,
  })
})

test('a submission whose worker was killed is resumed, and says so', async () => {
  await submit({})
  await startRun(1)
  await noteProgress(1, PROGRESS)
  expect(await startRun(1)).toMatchObject({ attempt: 2 })
  const { status, history, progress } = await record()
  expect([status, progress]).toEqual(['running', null])
  expect(history.map((h) => h.status)).toEqual(['received', 'screened', 'queued', 'running', 'queued', 'running'])
  expect(history[4]?.reason).toBe('Resumed after its worker stopped.')
})

test('a submission over which every worker dies is given up, far later than one that fails by its own fault', async () => {
  await submit({})
  for (let i = 0; i < MAX_INTERRUPTED_RUNS; i++) expect(await startRun(1)).not.toBeNull()
  expect(await startRun(1)).toBeNull()
  const { status, reason, attempts } = await record()
  expect([status, reason?.code, attempts]).toEqual(['failed', 'worker-stopped', MAX_INTERRUPTED_RUNS])
  expect(reason?.text).toContain(
    '20 runs were interrupted, the last one because its worker died. Perhaps this claim kills the worker',
  )
})

test.each(['hub-unreachable', 'database-unavailable', 'disk-full'] as const)(
  'runs that end with %s, or with their worker, leave the claim its five',
  async (code) => {
    await submit({})
    for (let i = 0; i < MAX_FAILED_RUNS; i++) {
      await startRun(1)
      expect(await failRun(1, { code, text: 'Something is away.', permanent: false })).toEqual({ ended: false })
      expect((await record()).reason?.text).toBe(
        'Something is away. This does not count against the claim; it will be retried.',
      )
    }
    for (let i = 0; i < MAX_FAILED_RUNS; i++) await startRun(1)
    for (let i = 1; i < MAX_FAILED_RUNS; i++) {
      expect(await failRun(1, CRASH)).toEqual({ ended: false })
      expect((await record()).reason?.text).toBe(
        `The verifier crashed. Failed run ${i} of at most 5; it will be retried.`,
      )
      await startRun(1)
    }
    expect(await failRun(1, CRASH)).toEqual({ ended: true })
    expect(await record()).toMatchObject({ status: 'failed', reason: { code: 'verifier-crashed' } })
  },
)

test('a stopping worker costs the submission nothing: deployments do not use up its runs', async () => {
  await submit({})
  for (let i = 0; i < MAX_INTERRUPTED_RUNS + MAX_FAILED_RUNS; i++) {
    expect(await startRun(1)).not.toBeNull()
    await requeueRun(1, 'Its worker was stopped; the next one resumes it.')
  }
  expect(await startRun(1)).toMatchObject({ attempt: MAX_INTERRUPTED_RUNS + MAX_FAILED_RUNS + 1 })
})

test('nothing is run that has ended or does not exist', async () => {
  await submit({})
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await startRun(1)).toBeNull()
  expect(await startRun(99)).toBeNull()
})

test('a passing failure of its own puts it back until its runs are used up', async () => {
  await submit({})
  for (let i = 1; i < MAX_FAILED_RUNS; i++) {
    await startRun(1)
    expect(await failRun(1, CRASH)).toEqual({ ended: false })
    expect(await record()).toMatchObject({
      status: 'queued',
      reason: { code: 'verifier-crashed' },
      queue: { position: 1 },
    })
  }
  await startRun(1)
  expect(await failRun(1, CRASH)).toEqual({ ended: true })
  expect(await record()).toMatchObject({
    status: 'failed',
    reason: { code: 'verifier-crashed', text: 'The verifier crashed. 5 runs ended without a report.' },
  })
})

test('a Hub that stays away ends it as blocked, with the reason', async () => {
  await submit({})
  const failure = { code: 'hub-unreachable', text: 'The Hub has trouble of its own (503).', permanent: false } as const
  for (let i = 1; i < MAX_INTERRUPTED_RUNS; i++) {
    await startRun(1)
    expect(await failRun(1, failure)).toEqual({ ended: false })
  }
  await startRun(1)
  expect(await failRun(1, failure)).toEqual({ ended: true })
  expect(await record()).toMatchObject({ status: 'blocked', reason: { code: 'hub-unreachable' } })
})

test.each([
  ['invalid-checkpoint', 'failed'],
  ['too-large', 'blocked'],
] as const)(
  'a permanent failure (%s) ends it at once as %s, and the same claim is answered with it',
  async (code, status) => {
    await submit({})
    await startRun(1)
    expect(await failRun(1, { code, text: 'The machine is too small.', permanent: true })).toEqual({ ended: true })
    expect(await record()).toMatchObject({ status, reason: { code, text: 'The machine is too small.' } })
    expect(await failRun(1, { code, text: 'Again.', permanent: true })).toEqual({ ended: true })
    expect(await submit({})).toMatchObject({ created: false, record: { id: 'SUB-000001', reason: { code } } }) // sent-again.test.ts: when it is tried again
  },
)

test('a worker that must stop puts it back', async () => {
  await submit({})
  await startRun(1)
  await requeueRun(1, 'The worker was stopped by its operator.')
  expect(await record()).toMatchObject({
    status: 'queued',
    reason: { text: 'The worker was stopped by its operator.' },
  })
})

test('only its sender may cancel it, and only before it ends', async () => {
  await submit({})
  const other = await db.account.create({ data: { handle: 'other' } })
  const refusalOf = async (id: string, account: typeof other) => {
    const error: unknown = await cancelSubmission(id, account).catch((e: unknown) => e)
    return error instanceof AppError ? [error.status, error.code] : error
  }
  expect(await refusalOf('SUB-000001', other)).toEqual([403, 'not-yours'])
  expect(await refusalOf('SUB-000009', other)).toEqual([404, 'not-found'])
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await refusalOf('SUB-000001', await localAccount())).toEqual([409, 'already-ended'])
})

test('the list is paged latest first and filtered by state and repo', async () => {
  for (const col of [0, 1, 2]) await submit({ coordinates: [`1:0:${col}`] })
  await submit({ repo: 'broken/gated' })
  const ids = async (query: object): Promise<string[]> => {
    const { items, nextCursor } = await listSubmissions(SubmissionQuery.parse({ limit: 2, ...query }))
    return [...items.map((s) => s.id), ...(nextCursor === null ? [] : await ids({ ...query, cursor: nextCursor }))]
  }
  expect(await ids({})).toEqual(['SUB-000004', 'SUB-000003', 'SUB-000002', 'SUB-000001'])
  expect(await ids({ status: 'blocked' })).toEqual(['SUB-000004'])
  expect(await ids({ repo: SINGLE.repo })).toEqual(['SUB-000003', 'SUB-000002', 'SUB-000001'])
})
