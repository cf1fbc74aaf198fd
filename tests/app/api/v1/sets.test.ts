import { closeQueue } from '@/lib/jobs/queue'
import type { SetRecord } from '@/lib/sets/schema'
import type { WeightRecord } from '@/lib/weights/schema'
import { goldenOf } from '../../../helpers/golden'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask, askTwice } from '../ask'
import { fileFor, HUB, submit } from '../filed'

const COORDINATES = goldenOf('tiny-set').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)

useDatabase({ keep: true })
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
  await fileFor(await submit({ repo: 'demo/tiny-set', coordinates: COORDINATES }))
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

test('200: a set shows what each member does alone, and a damage without end as null and said so', async () => {
  const response = await ask('/api/v1/sets/ss-1')
  expect(response.status).toBe(200)
  const record = (await response.json()) as SetRecord
  expect(record).toMatchObject({
    id: 'SS-000001',
    repo: 'demo/tiny-set',
    class: 'B',
    verified: true,
    level: { number: 2 },
  })
  expect(record.members).toHaveLength(COORDINATES.length)
  for (const { alone, without } of record.members) {
    expect(alone?.ratio).toBeCloseTo(1)
    expect(without?.ratio).toBeCloseTo(1)
  }
  expect(record.reports[0]?.damage).toMatchObject({ ratio: null, infinite: true })
})

test('200: its members are weights of their own that name it', async () => {
  const { members } = (await (await ask('/api/v1/sets/SS-000001')).json()) as SetRecord
  for (const { id } of members) {
    const weight = (await (await ask(`/api/v1/weights/${id}`)).json()) as WeightRecord
    expect(weight.sets).toMatchObject([{ id: 'SS-000001', class: 'B' }])
  }
})

test('200: the model lists the set, the commit that was read, and its weights', async () => {
  const response = await ask('/api/v1/models/demo/tiny-set')
  expect(await response.json()).toMatchObject({
    checkpoints: [{ family: 'llama', layers: 6 }],
    sets: [{ id: 'SS-000001', class: 'B' }],
  })
})

test('304: a set is not sent again while it is the same', async () => {
  expect((await askTwice('/api/v1/sets/SS-000001')).headers.get('etag')).toBe('"SS-000001.1"')
})

test('200: its versions stay at addresses of their own', async () => {
  const first = await askTwice('/api/v1/sets/SS-000001.1')
  expect(first.headers.get('cache-control')).toContain('immutable')
  expect(await first.json()).toMatchObject({ id: 'SS-000001', version: 1 })
  expect(await (await ask('/api/v1/sets/SS-000001.2')).json()).toMatchObject({
    code: 'not-found',
    versions: { first: 1, latest: 1 },
  })
})

test.each(['SS-000002', 'SW-000001', 'SS-'])('404: %s is not a set', async (id) => {
  expect(await (await ask(`/api/v1/sets/${id}`)).json()).toMatchObject({ code: 'not-found' })
})

test('200: the list has the set as its own address answers it, and filters leave it out', async () => {
  const record: unknown = await (await ask('/api/v1/sets/SS-000001')).json()
  const page = { items: [record], next_cursor: null }
  for (const query of ['', '?class=B', '?level=2', '?model=TINY-SET', '?repo=demo/tiny-set', '?sort=class&order=desc'])
    expect(await (await ask(`/api/v1/sets${query}`)).json()).toEqual(page)
  for (const query of ['?class=A', '?level=1', '?model=tiny-single'])
    expect(await (await ask(`/api/v1/sets${query}`)).json()).toEqual({ items: [], next_cursor: null })
})

test('304: the list is not sent again while it is the same', async () => {
  await askTwice('/api/v1/sets')
})

test('400 and 422: a set has members of several layers, so that no list of sets is of a layer or sorted by it', async () => {
  const filtered = await ask('/api/v1/sets?layer=2')
  expect([filtered.status, await filtered.json()]).toMatchObject([
    400,
    { code: 'unknown-parameter', parameter: 'layer' },
  ])
  expect((await ask('/api/v1/sets?sort=layer')).status).toBe(422)
})
