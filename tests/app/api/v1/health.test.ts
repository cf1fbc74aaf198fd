import { closeDb, db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { useDatabase } from '../../../helpers/database'
import { ask, askTwice } from '../ask'

useDatabase()
afterEach(closeQueue)

test('200: the site, its database and its queue work', async () => {
  await queue()
  expect(await (await ask('/api/v1/health')).json()).toMatchObject({
    status: 'ok',
    reason: null,
    database: 'up',
    storage: 'ok',
    queue: { status: 'up', waiting: 0, running: 0 },
  })
})

test('200 but degraded: jobs that nobody takes for minutes mean that no worker runs', async () => {
  const boss = await queue()
  await boss.send(JOBS.verify, { submission_id: 1 })
  const state = async () => (await ask('/api/v1/health')).json()
  expect(await state()).toMatchObject({ status: 'ok', queue: { status: 'up', waiting: 1 } })
  await db.$executeRaw`update pgboss.job set start_after = now() - interval '10 minutes'`
  expect(await state()).toMatchObject({
    status: 'degraded',
    reason: 'Jobs are waiting and no worker takes them.',
    database: 'up',
    queue: { status: 'stalled', waiting: 1, running: 0 },
  })
})

test('200: the version is told; a caller that asks again gets 304', async () => {
  const response = await askTwice('/api/v1/health')
  expect(await response.json()).toMatchObject({ database: 'up', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
})

test("200 but degraded: without the queue's tables nothing submitted would be verified", async () => {
  await db.$executeRaw`drop schema if exists pgboss cascade`
  expect(await (await ask('/api/v1/health')).json()).toMatchObject({ status: 'degraded', queue: { status: 'down' } })
})

test('503: the database is down, and the monitor still gets an answer it can read', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const url = process.env.DATABASE_URL
  await closeDb()
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:9/nowhere'
  try {
    const response = await ask('/api/v1/health')
    expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([
      503,
      'no-store',
      null,
    ])
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      reason: 'The database cannot be reached or does not respond.',
      database: 'down',
      storage: 'unknown',
      queue: { status: 'unknown', waiting: null, running: null },
    })
  } finally {
    process.env.DATABASE_URL = url
    await closeDb()
    logged.mockRestore()
  }
})
