import { ROUTES } from '@/app/api/v1/routes'
import { db } from '@/lib/db'
import { SOCKET_ADDRESS } from '@/lib/arrival/client-address'
import { deleteExpiredLimits } from '@/lib/limits/delete-expired'
import { useDatabase } from '../../helpers/database'
import { ask, post } from './ask'

useDatabase()
beforeEach(() => {
  process.env.WRITES_PER_HOUR = '3'
  process.env.WRITES_PER_HOUR_ADDRESS = '5'
})
afterAll(() => {
  delete process.env.WRITES_PER_HOUR
  delete process.env.WRITES_PER_HOUR_ADDRESS
})

/** A write that is refused for its own sake, after it was counted. */
const write = (address = '203.0.113.7') => post('/api/v1/submissions', { repo: 'no' }, { [SOCKET_ADDRESS]: address })

test('every answer to a write says how its limits stand, as structured fields', async () => {
  const response = await write()
  expect(response.status).toBe(422)
  expect(response.headers.get('ratelimit-policy')).toBe('"writes-address";q=5;w=3600, "writes-account";q=3;w=3600')
  expect(response.headers.get('ratelimit')).toMatch(
    /^"writes-address";r=4;t=(3600|35\d\d), "writes-account";r=2;t=(3600|35\d\d)$/,
  )
})

test('429 of one account, from whatever address: which limit it is and when to come back', async () => {
  for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) expect((await write(address)).status).toBe(422)
  const response = await write('203.0.113.4')
  expect(response.status).toBe(429)
  const seconds = Number(response.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(3_500)
  expect(await response.json()).toMatchObject({
    code: 'too-many-requests',
    'violated-policies': ['writes-account'],
    retry_after_seconds: seconds,
  })
  expect(response.headers.get('ratelimit')).toMatch(/"writes-account";r=0;t=\d+$/)
})

test('429 from one address, before the account is looked at', async () => {
  process.env.WRITES_PER_HOUR = '100'
  for (let i = 0; i < 5; i += 1) expect((await write()).status).toBe(422)
  const response = await write()
  expect([response.status, response.headers.get('ratelimit')]).toEqual([
    429,
    expect.stringMatching(/^"writes-address";r=0;t=\d+$/),
  ])
  expect((await write('203.0.113.8')).status).toBe(422)
})

const WRITES = ROUTES.filter(({ method }) => method !== 'GET')
const isOfWorkers = ({ auth }: (typeof ROUTES)[number]) =>
  typeof auth === 'object' && 'scope' in auth && auth.scope === 'work'

test('what a worker says is not counted, and is all about its runs', async () => {
  const said = WRITES.filter(isOfWorkers)
  expect(said.every(({ path }) => path.startsWith('/api/v1/runs'))).toBe(true)
  for (let i = 0; i < 8; i += 1) expect((await ask('/api/v1/runs', { method: 'POST' })).status).toBe(415)
  expect(await db.rateLimit.count()).toBe(0)
})

test.each(WRITES.filter((one) => !isOfWorkers(one)).map(({ path, auth }) => [path, auth] as const))(
  'POST %s is counted',
  async (template, auth) => {
    const address = template.replaceAll(/\{\w+\}/g, 'SUB-000001')
    // Without an account only the address counts.
    const quota = Number(auth === 'anyone' ? process.env.WRITES_PER_HOUR_ADDRESS : process.env.WRITES_PER_HOUR)
    for (let i = 0; i < quota; i += 1) expect((await ask(address, { method: 'POST' })).status).not.toBe(429)
    expect((await ask(address, { method: 'POST' })).status).toBe(429)
  },
)

test('reading is not counted', async () => {
  for (let i = 0; i < 8; i += 1) expect((await ask('/api/v1/weights')).headers.get('ratelimit')).toBeNull()
  expect(await db.rateLimit.count()).toBe(0)
})

test('counters whose window is over are swept, the others stay', async () => {
  await write()
  await db.rateLimit.create({ data: { key: 'old', points: 1, expire: BigInt(Date.now() - 1) } })
  await deleteExpiredLimits()
  expect((await db.rateLimit.findMany()).map(({ key }) => key).sort()).toEqual([
    expect.stringMatching(/^writes-account:/),
    'writes-address:203.0.113.7',
  ])
})
