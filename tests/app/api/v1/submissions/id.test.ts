import { closeQueue } from '@/lib/jobs/queue'
import { useDatabase } from '../../../../helpers/database'
import { type TestHub, withHub } from '../../../../helpers/hub'
import { ask, askTwice } from '../../ask'
import { fileFor, HUB, SINGLE, submit } from '../../filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

test('200: a submission shows every state it went through', async () => {
  const { id } = await submit(SINGLE)
  const record: unknown = await (await ask(`/api/v1/submissions/${id.toLowerCase()}`)).json()
  expect(record).toMatchObject({ id, history: [{ status: 'received' }, { status: 'screened' }, { status: 'queued' }] })
})

test('200: one that was verified shows its verdict, its report and its weight', async () => {
  const record = await submit(SINGLE)
  const sha256 = await fileFor(record)
  const response = await ask(`/api/v1/submissions/${record.id}`)
  expect(await response.json()).toMatchObject({
    status: 'accepted',
    report: sha256,
    verdict: { accepted: true, class: 'A' },
    weights: ['SW-000001'],
  })
})

test('304: a submission is not sent again while it is the same, and at once when it has changed', async () => {
  const record = await submit(SINGLE)
  const before = await askTwice(`/api/v1/submissions/${record.id}`)
  await fileFor(record)
  const after = await ask(`/api/v1/submissions/${record.id}`, {
    headers: { 'if-none-match': String(before.headers.get('etag')) },
  })
  expect(after.status).toBe(200)
})

test.each(['SUB-000009', 'SW-000001', 'x'])('404: %s is no submission', async (id) => {
  expect(await (await ask(`/api/v1/submissions/${id}`)).json()).toMatchObject({ status: 404, code: 'not-found' })
})
