import { db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { RETENTION_MS } from '@/lib/limits/idempotency'
import { deleteExpiredLimits } from '@/lib/limits/delete-expired'
import { useDatabase } from '../../helpers/database'
import { type TestHub, withHub } from '../../helpers/hub'
import { post } from './ask'
import { HUB, SINGLE } from './filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

const KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
const send = (body: object, key: string) => post('/api/v1/submissions', body, { 'idempotency-key': key })
const seen = async (response: Response) => ({
  status: response.status,
  location: response.headers.get('location'),
  body: await response.text(),
})

test('the same key and the same body: the same answer, word for word, also when the submission has changed since', async () => {
  const first = await seen(await send(SINGLE, KEY))
  expect(first).toMatchObject({ status: 201, location: '/api/v1/submissions/SUB-000001' })
  await post('/api/v1/submissions/SUB-000001/cancel')
  expect(await seen(await send(SINGLE, KEY))).toEqual(first)
  expect(
    await seen(await send({ coordinates: SINGLE.coordinates, repo: SINGLE.repo }, KEY.replaceAll('"', ''))),
  ).toEqual(first)
  expect(await db.submission.count()).toBe(1)
})

test('422: the same key with another body or for another address', async () => {
  await send(SINGLE, KEY)
  const response = await send({ ...SINGLE, note: 'changed' }, KEY)
  expect([response.status, await response.json()]).toEqual([
    422,
    expect.objectContaining({ code: 'idempotency-key-reused' }),
  ])
  expect((await post('/api/v1/submissions/SUB-000001/cancel', undefined, { 'idempotency-key': KEY })).status).toBe(422)
})

test('of requests with one key at once, one is done; the others get its answer or are told to come back', async () => {
  hub.faults.delayMs = 300
  const all = await Promise.all(Array.from({ length: 8 }, () => send(SINGLE, KEY)))
  delete hub.faults.delayMs
  const statuses = all.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1)
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
  const late = all.find(({ status }) => status === 409)
  expect(late?.headers.get('retry-after')).toBe('2')
  expect(await late?.json()).toMatchObject({ code: 'request-in-progress' })
  expect((await send(SINGLE, KEY)).status).toBe(201)
  expect(await db.submission.count()).toBe(1)
})

test('a refused request is not stored: corrected, it may be sent with the same key', async () => {
  expect((await send({ ...SINGLE, coordinates: ['1:23:9999'] }, KEY)).status).toBe(422)
  expect((await send(SINGLE, KEY)).status).toBe(201)
})

test('a request that died in the middle frees its key after a minute', async () => {
  await send(SINGLE, KEY)
  await db.idempotencyKey.updateMany({
    data: { status: null, body: null, location: null, startedAt: new Date(Date.now() - 61_000) },
  })
  expect((await send(SINGLE, KEY)).status).toBe(200) // done again: the claim itself is known
})

test('a key expires after a day and is deleted', async () => {
  await send(SINGLE, KEY)
  await db.idempotencyKey.updateMany({ data: { startedAt: new Date(Date.now() - RETENTION_MS - 1_000) } })
  expect((await send({ ...SINGLE, note: 'another' }, KEY)).status).toBe(200)
  await deleteExpiredLimits()
  expect(await db.idempotencyKey.count()).toBe(1)
  await db.idempotencyKey.updateMany({ data: { startedAt: new Date(Date.now() - RETENTION_MS - 1_000) } })
  await deleteExpiredLimits()
  expect(await db.idempotencyKey.count()).toBe(0)
})

test.each(['', '""', '"open', 'two words', '"ümlaut"', `"${'k'.repeat(256)}"`, '"a\\b"', '"a", "b"'])(
  '400: the key %j',
  async (key) => {
    const response = await send(SINGLE, Buffer.from(key, 'utf8').toString('latin1'))
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'malformed-idempotency-key' }),
    ])
    expect(await db.submission.count()).toBe(0)
  },
)
