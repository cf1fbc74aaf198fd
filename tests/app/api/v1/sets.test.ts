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
    expect(without).toMatchObject({ ratio: null, infinite: true })
  }
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
