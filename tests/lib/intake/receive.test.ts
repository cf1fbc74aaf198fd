import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { JOBS } from '@/lib/jobs'
import { getModel } from '@/lib/records/get'
import { getSubmission } from '@/lib/submissions/get'
import { SubmissionRecord } from '@/lib/submissions/schema'
import { getWeight } from '@/lib/records/get'
import { useDatabase } from '../../helpers/database'
import { jobsIn, SINGLE, submit, TRIPLE, useHub } from '../../helpers/registry'

useDatabase()
const hub = useHub()

test('a good claim is pinned, read and queued at once, without a tensor being downloaded', async () => {
  const { hub: server } = hub()
  const before = server.requests.length
  const { record, created } = await submit({ source: 'https://example.org/post', note: 'Seen in a trace.' })
  expect(created).toBe(true)
  expect(record).toMatchObject({
    id: 'SUB-000001',
    status: 'queued',
    family: 'llama',
    account: 'local',
    coordinates: [SINGLE.paper],
    weights: ['SW-000001'],
    set: null,
    verdict: null,
  })
  expect(record.commit).toMatch(/^[0-9a-f]{40}$/)
  expect(record.screened).toEqual([
    {
      tensor: 'model.layers.1.mlp.down_proj.weight',
      row: 23,
      col: 88,
      layer: 1,
      expert: null,
      output_channel: 23,
      input_neuron: 88,
      shape: [64, 160],
      dtype: 'BF16',
      value: SINGLE.value,
      bits: SINGLE.bits,
      weight: 'SW-000001',
    },
  ])
  expect(record.history.map((h) => h.status)).toEqual(['received', 'screened', 'queued'])
  for (const { reason } of record.history) expect(reason).toMatch(/^[A-Z].*\.$/)
  expect(SubmissionRecord.parse(record)).toEqual(record)
  const ranges = server.requests
    .slice(before)
    .filter((r) => r.path.endsWith('.safetensors'))
    .map((r) => r.range)
  expect(ranges).toHaveLength(3)
  expect(ranges).not.toContain(undefined)
})

test('its place in the queue is shown, with an estimate before any run has finished', async () => {
  await submit({ coordinates: ['1:0:0'] })
  const { record } = await submit({})
  const [starts, ends] = [expect.any(Number) as number, expect.any(Number) as number]
  const place = { lane: 'small', position: 2, prioritised: false }
  expect(record.queue).toEqual({ ...place, starts_in_seconds: starts, estimate_seconds: ends })
  expect(record.queue?.estimate_seconds).toBeGreaterThan(record.queue?.starts_in_seconds ?? NaN)
  expect((await getSubmission('SUB-000001'))?.queue?.position).toBe(1)
})

test('its coordinate gets a record of level 1 that tells who claims it', async () => {
  const { record } = await submit({ source: 'https://example.org/post', note: 'Seen in a trace.' })
  const weight = (await getWeight('SW-000001'))?.record
  expect(weight).toMatchObject({
    repo: SINGLE.repo,
    commit: record.commit,
    value: SINGLE.value,
    bits: SINGLE.bits,
    dtype: 'BF16',
    shape: [64, 160],
    class: null,
    verified: false,
  })
  expect(weight?.level).toMatchObject({ number: 1, word: 'present' })
  expect(weight?.claims).toHaveLength(1)
  expect(weight?.claims[0]).toMatchObject({
    origin: 'submission',
    submission: 'SUB-000001',
    sources: [],
    note: 'Source as given: https://example.org/post\n\nSeen in a trace.',
  })
  expect(await getModel(SINGLE.repo)).toMatchObject({
    checkpoints: [
      {
        commit: record.commit,
        family: 'llama',
        layers: 6,
        hidden_size: 64,
        intermediate_size: 160,
        dtype: 'BF16',
        parameters: 316480,
        gated: false,
      },
    ],
  })
  expect(await db.tensor.findMany()).toMatchObject([
    { name: 'model.layers.1.mlp.down_proj.weight', shape: [64, 160], file: 'model.safetensors' },
  ])
})

test('a set is one submission with one job and a record for each member', async () => {
  const { record } = await submit(TRIPLE)
  expect(record.weights).toEqual(['SW-000001', 'SW-000002', 'SW-000003'])
  expect(record.screened?.map((s) => s.value)).toEqual([2.984375, -2.296875, 1.6875])
  expect(await jobsIn(JOBS.verify)).toEqual([1])
})

test.each([
  ['in another spelling', { coordinates: [SINGLE.short] }],
  ['with the tensor as stored', { coordinates: [SINGLE.stored] }],
  ['with a pasted address of the repo', { repo: 'https://huggingface.co/demo/tiny-single/tree/main' }],
  ['with its value', { value: SINGLE.value }],
  ['by another branch name of the same commit', { revision: 'main' }],
])('the same claim %s is the submission that exists, with no second job', async (_, again) => {
  const first = await submit({})
  const second = await submit(again)
  expect(second).toEqual({ record: first.record, created: false, joined: false })
  expect(await db.submission.count()).toBe(1)
  expect(await jobsIn(JOBS.verify)).toEqual([1])
})

test('a set in another order is the same claim; a part of it is another', async () => {
  await submit(TRIPLE)
  expect((await submit({ ...TRIPLE, coordinates: [...TRIPLE.coordinates].reverse() })).created).toBe(false)
  const part = await submit({ ...TRIPLE, coordinates: TRIPLE.coordinates.slice(0, 2) })
  expect(part.created).toBe(true)
  expect(part.record.weights).toEqual(['SW-000001', 'SW-000002'])
})

test('of identical claims sent at the same time one is stored', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => submit({})))
  expect(all.filter((r) => r.created)).toHaveLength(1)
  expect(new Set(all.map((r) => r.record.id))).toEqual(new Set(['SUB-000001']))
  expect(await jobsIn(JOBS.verify)).toEqual([1])
  expect(await db.weight.count()).toBe(1)
})

test('different claims of one model sent at the same time are all stored', async () => {
  const all = await Promise.all([0, 1, 2, 3, 4].map((col) => submit({ coordinates: [`1:0:${col}`] })))
  expect(all.every((r) => r.created)).toBe(true)
  expect(await jobsIn(JOBS.verify)).toEqual([1, 2, 3, 4, 5])
  expect(await db.model.count()).toBe(1)
})

test('a value that is not the stored one ends as invalid, and both are shown', async () => {
  const { record } = await submit({ value: 2.25 })
  expect(record).toMatchObject({ status: 'invalid', claimed_value: 2.25, reason: { code: 'value-mismatch' } })
  expect(record.reason?.text).toContain('2.25')
  expect(record.reason?.text).toContain('2.171875')
  expect(record.screened?.[0]).toMatchObject({ value: SINGLE.value, weight: null })
  expect(await jobsIn(JOBS.verify)).toEqual([])
  expect(await db.weight.count()).toBe(0)
  expect((await submit({})).record.status).toBe('queued')
})

test.each([2.17, 2.172, 2.1719, 2.171875])('a value printed to a few digits is taken: %p', async (value) => {
  expect((await submit({ value })).record.status).toBe('queued')
})

test('a site that others can reach lets nobody submit without a sign-in', async () => {
  process.env.HOST = '0.0.0.0'
  try {
    const error: unknown = await submit({}).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ status: 401, code: 'sign-in-required' })
  } finally {
    delete process.env.HOST
  }
})
