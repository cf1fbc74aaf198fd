import { closeDb, db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { countAnswer } from '@/lib/metrics/http'
import { useDatabase } from '../../../helpers/database'
import { useHub } from '../../../helpers/registry'
import { ask } from '../ask'
import { fileFor, SINGLE, submit } from '../filed'

useDatabase()
useHub()
afterAll(closeQueue)

const HOST = { host: 'localhost:3000' }
const metrics = async (headers: Readonly<Record<string, string>> = {}) =>
  ask('/api/v1/metrics', { headers: { ...HOST, ...headers } })

test('requests, submissions, records and jobs are counted, and the process told of', async () => {
  await fileFor(await submit(SINGLE))
  countAnswer({ kind: 'api', method: 'GET', status: 200, seconds: 0.01 })
  const response = await metrics()
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  const lines = (await response.text()).split('\n')
  for (const line of [
    'superweights_submissions{status="accepted"} 1',
    'superweights_records{kind="weight",level="2"} 1',
    'superweights_webhook_messages 0',
    'superweights_http_request_duration_seconds_count{kind="api",method="GET",status="200"} 1',
    'superweights_database_up 1',
  ])
    expect(lines).toContain(line)
  expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true)
  // Each metric is described once.
  const described = lines.filter((line) => line.startsWith('# TYPE '))
  expect(new Set(described).size).toBe(described.length)
})

test('this machine reads them without an account, and nobody through a proxy on it', async () => {
  const prometheus = { 'x-socket-address': '::ffff:127.0.0.1' }
  process.env.PUBLIC_URL = 'https://weights.example'
  try {
    expect((await metrics(prometheus)).status).toBe(200)
    expect(await db.account.count()).toBe(0)
    const refused = [
      {},
      { ...prometheus, host: 'weights.example' },
      { ...prometheus, 'x-forwarded-for': '203.0.113.9' },
      { 'x-socket-address': '203.0.113.9' },
    ]
    for (const headers of refused) expect((await metrics(headers)).status).toBe(401)
  } finally {
    delete process.env.PUBLIC_URL
  }
})

test('a database that is down is told of', async () => {
  const url = process.env.DATABASE_URL
  await closeDb()
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:9/nowhere'
  try {
    const text = await (await metrics({ 'x-socket-address': '127.0.0.1' })).text()
    expect(text).toContain('superweights_database_up 0')
    expect(text).not.toContain('superweights_submissions')
  } finally {
    await closeDb()
    process.env.DATABASE_URL = url
  }
})
