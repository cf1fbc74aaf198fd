import { db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { MAX_WRITES } from '@/lib/limits/admit-write'
import { useDatabase } from '../../helpers/database'
import { type TestHub, withHub } from '../../helpers/hub'
import { ask, post } from './ask'
import { HUB, SINGLE } from './filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
  process.env.WRITES_PER_HOUR = '100000'
  process.env.WRITES_PER_HOUR_ADDRESS = '100000'
})
afterAll(async () => {
  delete process.env.WRITES_PER_HOUR
  delete process.env.WRITES_PER_HOUR_ADDRESS
  await closeQueue()
  await hub.close()
})

const EXCESS = 20
const MANY_MS = 120_000

test(
  'more writes than can be worked on are refused at once and nothing of them is stored; reading goes on; afterwards writes are taken again',
  async () => {
    hub.faults.delayMs = 1_000
    const writes = Array.from({ length: MAX_WRITES + EXCESS }, (_, col) =>
      post('/api/v1/submissions', { ...SINGLE, coordinates: [`1:0:${col}`] }),
    )
    const reading = await ask('/api/v1/weights')
    expect(reading.status).toBe(200)
    const answers = await Promise.all(writes)
    delete hub.faults.delayMs
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused).toHaveLength(EXCESS)
    expect(refused[0]?.headers.get('retry-after')).toBe('5')
    expect(await refused[0]?.json()).toMatchObject({ code: 'overloaded' })
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(MAX_WRITES)
    expect(await db.submission.count()).toBe(MAX_WRITES)
    expect((await post('/api/v1/submissions', { ...SINGLE, coordinates: ['1:1:1'] })).status).toBe(201)
  },
  MANY_MS,
)
