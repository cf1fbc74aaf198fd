import { importLiterature } from '@/lib/literature/import'
import type { WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from '../../../../helpers/database'
import { ask, askTwice } from '../../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

test('200: a record says where it is, what is claimed and why what is missing is missing', async () => {
  const response = await ask('/api/v1/weights/SW-000001')
  expect(response.status).toBe(200)
  const record = (await response.json()) as WeightRecord
  expect(record).toMatchObject({
    schema_version: 2,
    id: 'SW-000001',
    level: { number: 0, word: 'claimed' },
    verified: false,
  })
  expect(record.claims.flatMap(({ sources }) => sources).length).toBeGreaterThan(0)
  expect(record.commit).toBeNull()
  expect(record.missing.commit).toMatch(/no source names a commit/i)
})

test.each(['sw-000001', 'SW-1', 'sw-0000000001'])('200: %s means SW-000001', async (id) => {
  const [one, other] = await Promise.all([ask(`/api/v1/weights/${id}`), ask('/api/v1/weights/SW-000001')])
  expect(one.status).toBe(200)
  expect(await one.text()).toBe(await other.text())
})

test('304: a record is not sent again while it is the same', async () => {
  const first = await askTwice('/api/v1/weights/SW-000001')
  expect(first.headers.get('cache-control')).toMatch(/^public, /)
})

test('400: a record takes no filters', async () => {
  expect((await ask('/api/v1/weights/SW-000001?layer=2')).status).toBe(400)
})

test.each(['SW-999999', 'SW-0', 'SS-000001', 'SW-99999999999', 'x', 'SW-1%00', "SW-1'--"])(
  '404: %s is not a weight',
  async (id) => {
    const response = await ask(`/api/v1/weights/${id}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ code: 'not-found', instance: `/api/v1/weights/${id}` })
  },
)

test('405: a record cannot be changed through the API', async () => {
  expect((await ask('/api/v1/weights/SW-000001', { method: 'DELETE' })).status).toBe(405)
})
