import { db } from '@/lib/db'
import type { WeightRecord } from '@/lib/weights/schema'
import type { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../../../../helpers/database'
import { importOneClaim } from '../../../../helpers/one-claim'
import { ask, askTwice } from '../../ask'
import { dispatch } from '../../router'

useDatabase()
beforeEach(async () => {
  await importOneClaim('a')
  await importOneClaim('a', 'b')
})

const json = async (address: string) => (await (await ask(address)).json()) as WeightRecord

/** Writes a version that today's schema does not know, as an older or newer release may have. */
async function writeOdd(version: number): Promise<Prisma.JsonObject> {
  const { body } = await db.weightVersion.findFirstOrThrow({ where: { version: 1 } })
  const { claims: _claims, ...rest } = body as Prisma.JsonObject
  const odd = { ...rest, version, schema_version: 0, words: 'of an older release' }
  await db.weightVersion.create({ data: { weightId: 1, version, body: odd, reason: 'test' } })
  return odd
}

test('200: every version stays at its own address, as it was written, forever', async () => {
  const first = await askTwice('/api/v1/weights/SW-000001.1')
  expect(first.headers.get('etag')).toBe('"SW-000001.1"')
  expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(first.headers.get('link')).toBe('</api/v1/weights/SW-000001>; rel="latest-version"')
  const record = (await first.json()) as WeightRecord
  expect(record).toMatchObject({ id: 'SW-000001', version: 1, claims: [{ sources: [{ key: 'a' }] }] })
  expect(await json('/api/v1/weights/SW-000001')).toMatchObject({ version: 2 })
})

test('200: the latest version answers with the same bytes and the same ETag at both of its addresses, and only one is kept forever', async () => {
  const [latest, named] = await Promise.all([
    askTwice('/api/v1/weights/SW-000001'),
    askTwice('/api/v1/weights/SW-000001.2'),
  ])
  expect(await latest.text()).toBe(await named.text())
  expect([latest.headers.get('etag'), named.headers.get('etag')]).toEqual(['"SW-000001.2"', '"SW-000001.2"'])
  expect(latest.headers.get('content-location')).toBe('/api/v1/weights/SW-000001.2')
  expect(latest.headers.get('cache-control')).toMatch(/must-revalidate/)
})

test('304: a copy of an older version is noticed to be old', async () => {
  const ofTag = async (tag: string) =>
    (await ask('/api/v1/weights/SW-000001', { headers: { 'if-none-match': tag } })).status
  expect([await ofTag('"SW-000001.1"'), await ofTag('"SW-000001.2"')]).toEqual([200, 304])
})

test("what does not fit today's schema is answered at its own address as it was written; as the latest version it is our fault, and logged", async () => {
  const odd = await writeOdd(3)
  const named = await dispatch(new Request('http://localhost:3000/api/v1/weights/SW-000001.3'))
  expect([named.status, await named.json()]).toEqual([200, odd])
  await db.weight.update({ where: { id: 1 }, data: { version: 3 } })
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  for (const address of ['/api/v1/weights/SW-000001', '/api/v1/weights']) {
    const response = await ask(address)
    expect(response.status).toBe(500)
    const problem = (await response.json()) as { code: string; request_id: string }
    expect(problem.code).toBe('internal')
    const line = logged.mock.calls.map(([text]) => String(text)).find((text) => text.includes(problem.request_id))
    expect(line).toContain('does not match its schema')
  }
  logged.mockRestore()
})

test.each(['SW-1.2', 'sw-000001.2', 'SW-000001.02'])('200: %s means SW-000001.2', async (name) => {
  expect(await json(`/api/v1/weights/${name}`)).toMatchObject({ id: 'SW-000001', version: 2 })
})

test('404: a version that there is not, with those that there are', async () => {
  const response = await ask('/api/v1/weights/SW-000001.3')
  expect(response.status).toBe(404)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toMatchObject({
    code: 'not-found',
    detail: 'SW-000001 has no version 3: there are its versions 1 and 2, such as /api/v1/weights/SW-000001.2.',
    versions: { first: 1, latest: 2 },
    suggestion: 'SW-000001.2',
  })
})

test.each([
  'SW-000001.',
  'SW-000001.0',
  'SW-000001.x',
  'SW-000001.1.2',
  'SW-000001.99999999999',
  'SW-000002.1',
  'SS-000001.1',
])('404: %s is not a version of a weight', async (name) => {
  expect((await ask(`/api/v1/weights/${name}`)).status).toBe(404)
})
