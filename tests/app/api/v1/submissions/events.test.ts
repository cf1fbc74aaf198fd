import http from 'node:http'
import { db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { SOCKET_ADDRESS } from '@/lib/arrival/client-address'
import { MAX_STREAMS_PER_ADDRESS } from '@/lib/limits/stream-slots'
import { noteProgress, startRun } from '@/lib/intake/run'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { useDatabase } from '../../../../helpers/database'
import { type TestHub, withHub } from '../../../../helpers/hub'
import { ask, post } from '../../ask'
import { fileFor, HUB, SINGLE, submit } from '../../filed'
import { type ApiServer, startApi } from '../../http-server'

useDatabase()
let hub: TestHub
let api: ApiServer
beforeAll(async () => {
  hub = await withHub(HUB)
  api = await startApi()
})
afterAll(async () => {
  await closeQueue()
  await api.close()
  await hub.close()
})

/** Opens the stream over a socket, as a browser does. */
function watch(id: string, headers: http.OutgoingHttpHeaders = {}) {
  const records: SubmissionRecord[] = []
  const ids: string[] = []
  let ended = false
  let rest = ''
  const request = http.get(`${api.url}/api/v1/submissions/${id}/events`, { headers, agent: false }, (response) => {
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1]
        if (data) records.push(JSON.parse(data) as SubmissionRecord)
        ids.push(...[/^id: (.*)$/m.exec(part)?.[1]].filter((found) => found !== undefined))
      }
    })
    response.on('end', () => (ended = true))
    response.on('error', () => undefined) // our own hanging up
  })
  request.on('error', () => undefined)
  return { records, ids, hasEnded: () => ended, hangUp: () => request.destroy() }
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8_000
  while (!(await done())) {
    if (Date.now() > end) throw new Error('nothing came within 8 seconds')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Connections that listen, as PostgreSQL sees them. */
async function listeners(): Promise<number> {
  const [row] = await db.$queryRaw<
    { n: number }[]
  >`select count(*)::int as n from pg_stat_activity where query ilike 'listen "submissions"%' and datname = current_database()`
  return row?.n ?? 0
}

test('200: the record comes at once, at every change and at every progress, and the stream ends with the verdict', async () => {
  const record = await submit(SINGLE)
  const stream = watch(record.id)
  await until(() => stream.records.length === 1)
  expect(stream.records[0]).toMatchObject({ id: record.id, status: 'queued' })
  await startRun(1)
  await until(() => stream.records.at(-1)?.status === 'running')
  await noteProgress(1, {
    stage: 'detection',
    done: 1,
    total: 6,
    message: 'Layer 1 of 6',
    at: new Date().toISOString(),
  })
  await until(() => stream.records.at(-1)?.progress?.done === 1)
  await fileFor(record)
  await until(stream.hasEnded)
  expect(stream.records.at(-1)).toMatchObject({ status: 'accepted', verdict: { class: 'A' } })
})

test("each event is the same JSON as the record's own address gives", async () => {
  const { id } = await submit(SINGLE)
  await post(`/api/v1/submissions/${id}/cancel`)
  const stream = watch(id)
  await until(stream.hasEnded)
  expect(stream.records).toEqual([await (await ask(`/api/v1/submissions/${id}`)).json()])
})

test('changes of other submissions are none of this one', async () => {
  const { id } = await submit(SINGLE)
  const stream = watch(id)
  await until(() => stream.records.length === 1)
  await submit({ repo: 'demo/absent', coordinates: ['1:1:1'] })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(stream.records).toHaveLength(1)
  stream.hangUp()
})

test('a reader who goes away frees the listener, also while nothing happens', async () => {
  const { id } = await submit(SINGLE)
  const streams = [watch(id), watch(id)]
  await until(() => streams.every(({ records }) => records.length === 1))
  expect(await listeners()).toBe(1)
  for (const { hangUp } of streams) hangUp()
  await until(async () => (await listeners()) === 0)
})

test('204: a browser that has the final record stops connecting again; any other Last-Event-ID does no harm', async () => {
  const { id } = await submit(SINGLE)
  await post(`/api/v1/submissions/${id}/cancel`)
  const first = watch(id)
  await until(first.hasEnded)
  const done = await ask(`/api/v1/submissions/${id}/events`, { headers: { 'last-event-id': String(first.ids[0]) } })
  expect(done.status).toBe(204)
  const strange = watch(id, { 'last-event-id': '"; drop table submissions' })
  await until(strange.hasEnded)
  expect(strange.records).toHaveLength(1)
})

test('HEAD tells the type without opening a stream', async () => {
  const { id } = await submit(SINGLE)
  const response = await ask(`/api/v1/submissions/${id}/events`, { method: 'HEAD' })
  expect([response.status, response.headers.get('content-type'), response.body]).toEqual([
    200,
    'text/event-stream',
    null,
  ])
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(await listeners()).toBe(0)
})

test('404: nobody can wait for a submission that is not there', async () => {
  expect((await ask('/api/v1/submissions/SUB-000009/events')).status).toBe(404)
})

test('429: one address holds twenty streams, and another still gets one; a stream that ends frees its place', async () => {
  const { id } = await submit(SINGLE)
  process.env.TRUSTED_PROXIES = '1' // so that this machine can be two clients
  const from = (address: string) => ({ 'x-forwarded-for': address, [SOCKET_ADDRESS]: '127.0.0.1' })
  const of = (address: string) => watch(id, from(address))
  const streams = Array.from({ length: MAX_STREAMS_PER_ADDRESS }, () => of('203.0.113.7'))
  await until(() => streams.every(({ records }) => records.length > 0))
  const path = `/api/v1/submissions/${id}/events`
  const refused = await ask(path, { headers: from('203.0.113.7') })
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    429,
    '30',
    expect.objectContaining({ code: 'streams-of-one-address' }),
  ])
  const other = of('203.0.113.8')
  await until(() => other.records.length > 0)
  streams[0]?.hangUp()
  await until(async () => (await ask(path, { method: 'HEAD', headers: from('203.0.113.7') })).status === 200)
  delete process.env.TRUSTED_PROXIES
  for (const { hangUp } of [...streams, other]) hangUp()
  await until(async () => (await listeners()) === 0)
})
