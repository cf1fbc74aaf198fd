import { db } from '@/lib/db'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { databaseAnswers, DatabaseFrozen, unlessFrozen } from '@/lib/database-health'
import { signal } from '@/scripts/processes/alive'
import { ask } from '../app/api/ask'
import { useOwnServer } from '../helpers/own-server'

// What is stopped here are processes of Linux.
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip

const server = useOwnServer()

let stopped: number[] = []
const freeze = () => {
  stopped = server.everyone()
  for (const pid of stopped) signal(pid, 'SIGSTOP')
}
const thaw = () => {
  for (const pid of stopped.splice(0)) signal(pid, 'SIGCONT')
}
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(thaw)

describeOnLinux('a frozen database', () => {
  test('does not answer, and answers again when it is thawed', async () => {
    expect(await databaseAnswers()).toBe(true)
    freeze()
    expect(await Promise.all([databaseAnswers(), databaseAnswers()])).toEqual([false, false])
    thaw()
    expect(await databaseAnswers()).toBe(true)
  })

  test('ends the wait for what needs it, as a database that is away', async () => {
    await db.account.count()
    freeze()
    const error: unknown = await unlessFrozen(() => db.account.count()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DatabaseFrozen)
    expect(isDatabaseDown(error)).toBe(true)
  })

  test('is 503 with Retry-After for the API while it is frozen, and 200 afterwards', async () => {
    expect((await ask('/api/v1/weights')).status).toBe(200)
    freeze()
    const response = await ask('/api/v1/weights')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await response.json()).toMatchObject({ code: 'database-unavailable' })
    thaw()
    expect((await ask('/api/v1/weights')).status).toBe(200)
  })

  test('is told by health', async () => {
    freeze()
    const response = await ask('/api/v1/health')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 'degraded', database: 'down', storage: 'unknown' })
  })
})

test('long work on a database that answers others is left alone', async () => {
  const [row] = await unlessFrozen(() => db.$queryRaw<{ done: number }[]>`select 1 as done from pg_sleep(3)`)
  expect(row).toEqual({ done: 1 })
})

test('work that fails fails as it did, and a database that is gone is gone at once', async () => {
  await expect(unlessFrozen(() => Promise.reject(new Error('its own')))).rejects.toThrow('its own')
  await server.killAndRestart()
  expect(await databaseAnswers()).toBe(true)
})
