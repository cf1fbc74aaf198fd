import type { z } from 'zod'
import { importLiterature } from '@/lib/literature/import'
import { closeDb } from '@/lib/db'
import type { listOf } from '@/lib/http/common-schema'
import type { WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from '../../../helpers/database'
import { ask, askTwice } from '../ask'

type WeightPage = z.infer<ReturnType<typeof listOf<typeof WeightRecord>>>

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

const page = async (response: Response) => (await response.json()) as WeightPage
const nextOf = (response: Response) =>
  /^<http:\/\/localhost:3000([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? null

test('200: following Link walks the whole index, each weight once', async () => {
  const ids: string[] = []
  for (let next: string | null = '/api/v1/weights?limit=7'; next;) {
    const response = await ask(next)
    expect(response.status).toBe(200)
    ids.push(...(await page(response)).items.map(({ id }) => id))
    next = nextOf(response)
  }
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual([...ids].sort())
})

test.each(['model', 'layer', 'class', 'level'])(
  '200: sorted by %s, both ways, paging gives the same rows as one large page',
  async (sort) => {
    for (const order of ['asc', 'desc']) {
      const whole = await page(await ask(`/api/v1/weights?sort=${sort}&order=${order}&limit=200`))
      const ids: string[] = []
      for (let next: string | null = `/api/v1/weights?sort=${sort}&order=${order}&limit=10`; next;) {
        const response: Response = await ask(next)
        ids.push(...(await page(response)).items.map(({ id }) => id))
        next = nextOf(response)
      }
      expect(ids).toEqual(whole.items.map(({ id }) => id))
    }
  },
)

test('200: next_cursor and Link name the same page, and keep the filters', async () => {
  const response = await ask('/api/v1/weights?level=0&limit=2')
  const { next_cursor: cursor } = await page(response)
  expect(nextOf(response)).toBe(`/api/v1/weights?level=0&limit=2&cursor=${cursor}`)
})

test('200: filters narrow the list, and an empty list is not an error', async () => {
  const layer2 = await page(await ask('/api/v1/weights?model=llama-7b&layer=2'))
  expect(layer2.items.length).toBeGreaterThan(0)
  for (const { repo, layer } of layer2.items)
    expect([repo.toLowerCase().includes('llama-7b'), layer]).toEqual([true, 2])
  const none = await ask('/api/v1/weights?layer=9999')
  expect(await none.json()).toEqual({ items: [], next_cursor: null })
  expect(none.headers.get('link')).toBeNull()
})

test('200: nothing of the literature looks verified', async () => {
  const { items } = await page(await ask('/api/v1/weights?limit=200'))
  for (const { level, verified } of items) expect([level.number, verified]).toEqual([0, false])
})

test('304: the list is not sent again while it is the same', async () => {
  await askTwice('/api/v1/weights')
  await askTwice('/api/v1/weights?sort=layer&order=desc&limit=3')
})

test('400: a misspelt filter is refused with the one that was meant', async () => {
  const response = await ask('/api/v1/weights?modle=llama')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'unknown-parameter', parameter: 'modle', suggestion: 'model' })
})

test.each(['garbage', 'W10', 'eyJhIjoxfQ', '%F0%9F%8E%88'])('400: %s is not a cursor', async (cursor) => {
  const response = await ask(`/api/v1/weights?cursor=${cursor}`)
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'bad-cursor'])
})

test('400: a cursor of another order is refused', async () => {
  const { next_cursor: cursor } = await page(await ask('/api/v1/weights?sort=layer&limit=1'))
  expect((await ask(`/api/v1/weights?sort=model&limit=1&cursor=${cursor}`)).status).toBe(400)
})

test('422: a value that no filter can have', async () => {
  const response = await ask('/api/v1/weights?layer=-1&class=Z')
  expect(response.status).toBe(422)
  const { errors } = (await response.json()) as { errors: { path: string }[] }
  expect(errors.map(({ path }) => path)).toEqual(['layer', 'class'])
})

test('405: the index cannot be posted to', async () => {
  const response = await ask('/api/v1/weights', { method: 'POST', body: '{}' })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('HEAD: the headers of GET', async () => {
  const head = await ask('/api/v1/weights?limit=2', { method: 'HEAD' })
  const get = await ask('/api/v1/weights?limit=2')
  expect([head.status, head.headers.get('etag'), head.headers.get('link')]).toEqual([
    200,
    get.headers.get('etag'),
    get.headers.get('link'),
  ])
})

test('503: while the database is down, clients are told to come back, and nothing of it leaks', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const url = process.env.DATABASE_URL
  await closeDb()
  process.env.DATABASE_URL = 'postgresql://somebody:hunter2@127.0.0.1:9/nowhere'
  try {
    const response = await ask('/api/v1/weights')
    const text = await response.text()
    expect([response.status, response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([
      503,
      '5',
      'no-store',
    ])
    expect(JSON.parse(text)).toMatchObject({ code: 'database-unavailable' })
    expect(text).not.toMatch(/127\.0\.0\.1|hunter2|nowhere/)
    expect(logged).toHaveBeenCalledTimes(1)
  } finally {
    process.env.DATABASE_URL = url
    await closeDb()
    logged.mockRestore()
  }
})
