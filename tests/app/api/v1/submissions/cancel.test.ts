import { db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { useDatabase } from '../../../../helpers/database'
import { type TestHub, withHub } from '../../../../helpers/hub'
import { ask, post } from '../../ask'
import { HUB, SINGLE, submit } from '../../filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterEach(() => {
  delete process.env.HOST
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

const cancel = (id: string, headers?: Record<string, string>) =>
  post(`/api/v1/submissions/${id}/cancel`, undefined, headers)
const code = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]

test('200: a waiting submission is stopped, and the same claim may be sent again', async () => {
  const { id } = await submit(SINGLE)
  const response = await cancel(id)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ id, status: 'cancelled', queue: null })
  expect((await submit(SINGLE)).id).not.toBe(id)
})

test('401: not on a site that others can reach', async () => {
  const { id } = await submit(SINGLE)
  process.env.HOST = '0.0.0.0'
  expect(await code(await cancel(id))).toEqual([401, 'sign-in-required'])
})

test('403: a page of another site stops nothing, though it needs no body', async () => {
  const { id } = await submit(SINGLE)
  expect(await code(await cancel(id, { origin: 'https://evil.example' }))).toEqual([403, 'cross-site'])
  expect(await (await ask(`/api/v1/submissions/${id}`)).json()).toMatchObject({ status: 'queued' })
})

test("403: another account's submission is left alone", async () => {
  const { id } = await submit(SINGLE)
  const other = await db.account.create({ data: { handle: 'somebody' } })
  await db.submission.updateMany({ data: { accountId: other.id } })
  expect(await code(await cancel(id))).toEqual([403, 'not-yours'])
})

test('404: what is not there', async () => {
  expect(await code(await cancel('SUB-000009'))).toEqual([404, 'not-found'])
})

test('405: looking at the address stops nothing', async () => {
  const response = await ask('/api/v1/submissions/SUB-000001/cancel')
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
})

test('409: what has ended stays as it is', async () => {
  const { id } = await submit(SINGLE)
  await cancel(id)
  expect(await code(await cancel(id))).toEqual([409, 'already-ended'])
})
