import { importLiterature } from '@/lib/literature/import'
import { db } from '@/lib/db'
import { answerApi } from '@/server/api/answer'
import { followChanges } from '@/server/cache/follow-changes'
import { ResponseCache } from '@/server/cache/response-cache'
import { useDatabase } from '../../helpers/database'
import { type RunningFront, startFront } from '../front-process'

useDatabase({ keep: true })

const cache = new ResponseCache()
const ending = new AbortController()
let front: RunningFront
/** Addresses that were answered from outside the cache. */
let behind: string[] = []
beforeAll(async () => {
  await importLiterature()
  await followChanges(cache, ending.signal)
  front = await startFront({
    cache,
    api: answerApi,
    pages: async ({ url = '' }, response) => {
      behind.push(url)
      response.writeHead(308, { location: url.replace(/\/$/, '') }).end()
    },
  })
})
beforeEach(() => {
  behind = []
})
afterAll(async () => {
  ending.abort()
  await front.stop()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(front.url + path, { headers, redirect: 'manual' })

/** The database tells after the commit, by another connection. */
async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('a record is read from the database once', async () => {
  const reads = jest.spyOn(db.weightVersion, 'findFirst')
  const [first, second] = [await get('/api/v1/weights/SW-000001'), await get('/api/v1/weights/SW-000001')]
  expect(await second.json()).toEqual(await first.json())
  expect(second.headers.get('etag')).toBe('"SW-000001.1-gzip"')
  expect(reads.mock.calls.length).toBeLessThanOrEqual(1)
  reads.mockRestore()
})

test('each answer has a request id of its own, the one that the client chose', async () => {
  const ids = [await get('/api/v1/models'), await get('/api/v1/models')].map(({ headers }) =>
    headers.get('x-request-id'),
  )
  expect(new Set(ids).size).toBe(2)
  const chosen = await get('/api/v1/models', { 'x-request-id': 'chosen-by-me' })
  expect(chosen.headers.get('x-request-id')).toBe('chosen-by-me')
})

test('what the database says has changed is read again', async () => {
  const before = (await (await get('/api/v1/weights/SW-000002')).json()) as { id: string }
  const row = await db.weightVersion.findFirstOrThrow({ where: { weightId: 2 }, orderBy: { version: 'desc' } })
  const body = { ...(row.body as object), version: row.version + 1 }
  await db.weightVersion.create({ data: { weightId: 2, version: row.version + 1, reason: 'a test', body } })
  await until(async () => (await get('/api/v1/weights/SW-000002')).headers.get('etag') === '"SW-000002.2-gzip"')
  expect((await (await get('/api/v1/weights/SW-000002.1')).json()) as object).toEqual(before)
})

test('a record that is not there is asked for each time', async () => {
  for (const _ of [1, 2]) {
    const answer = await get('/api/v1/weights/SW-999999')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store'])
  }
})

test('what went wrong has one request id, in the body and in the header', async () => {
  for (const path of ['/api/v1/weights/SW-999999', '/api/v1/weights?layer=two', '/api/nothing']) {
    const answer = await get(path)
    const { request_id: id } = (await answer.json()) as { request_id: string }
    expect([path, answer.headers.get('x-request-id')]).toEqual([path, id])
  }
})

test('an address that ends with a slash is sent on', async () => {
  expect((await get('/api/v1/weights/')).status).toBe(308)
  expect(behind).toEqual(['/api/v1/weights/'])
})

test('OPTIONS and methods that an address does not have are answered here too', async () => {
  const preflight = await fetch(`${front.url}/api/v1/weights`, { method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  const refused = await fetch(`${front.url}/api/v1/weights`, { method: 'DELETE' })
  expect([refused.status, refused.headers.get('x-content-type-options')]).toEqual([405, 'nosniff'])
  const unknown = await get('/api/v1/nothing')
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, 'unknown-path'])
  expect(behind).toEqual([])
})
