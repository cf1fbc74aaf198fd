import { Client } from 'pg'
import { closeDb, db, listen } from '@/lib/db'
import { MODEL_INCLUDE } from '@/lib/models/include'
import { useDatabase } from '../helpers/database'

useDatabase()

/** Waits until the notification that a test has just sent must have come, or fails it. */
async function until(done: () => boolean): Promise<void> {
  const end = Date.now() + 5_000
  while (!done()) {
    if (Date.now() > end) throw new Error('nothing came within 5 seconds')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test.each(['first', 'second'])('every test begins with empty tables and counts ids from 1: the %s', async () => {
  expect(await db.account.count()).toBe(0)
  const { id } = await db.account.create({ data: { handle: 'local' } })
  expect(id).toBe(1)
})

test('what a failed transaction wrote is gone', async () => {
  const failing = db.$transaction(async (tx) => {
    await tx.account.create({ data: { handle: 'local' } })
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(await db.account.count()).toBe(0)
})

/** Runs something and gives how often a connection was asked while it still answered, which pg 9 will refuse. */
async function askedTooEarly(run: () => Promise<unknown>): Promise<number> {
  const busy = new Set<Client>()
  let early = 0
  const query = Client.prototype.query as (...args: unknown[]) => unknown
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
    if (busy.has(this)) early++
    const answer = query.apply(this, args)
    if (!(answer instanceof Promise)) return
    busy.add(this)
    return answer.finally(() => busy.delete(this)) as never
  })
  await run().finally(() => spy.mockRestore())
  return early
}

test('a transaction asks its connection one thing after the other, and goes on after one that failed', async () => {
  await db.model.create({ data: { repo: 'org/name' } })
  const early = await askedTooEarly(() =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`savepoint before`
      await expect(tx.$queryRaw`select 1 / 0`).rejects.toThrow('division by zero')
      await tx.$executeRaw`rollback to savepoint before`
      expect(await tx.model.findMany({ include: MODEL_INCLUDE })).toMatchObject([
        { repo: 'org/name', checkpoints: [], sets: [] },
      ])
    }),
  )
  expect(early).toBe(0)
})

test('a closed database opens again on the next use', async () => {
  expect(await db.account.count()).toBe(0)
  await closeDb()
  expect(await db.account.count()).toBe(0)
})

test('each listener of a channel hears its payloads until it stops, and nobody hears another channel', async () => {
  const heard: string[] = []
  const stopFirst = await listen('progress', (payload) => heard.push(`first ${payload}`))
  const stopSecond = await listen('progress', (payload) => heard.push(`second ${payload}`))
  await db.$executeRaw`select pg_notify('other', 'x'), pg_notify('progress', '1')`
  await until(() => heard.length === 2)
  await stopFirst()
  await db.$executeRaw`select pg_notify('progress', '2')`
  await until(() => heard.length === 3)
  expect(heard.sort()).toEqual(['first 1', 'second 1', 'second 2'])
  await stopSecond()
})

test('listening goes on after the server has closed the connection', async () => {
  const heard: string[] = []
  const stop = await listen('progress', (payload) => heard.push(payload))
  await db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "progress"'`
  for (let i = 0; i < 100 && heard.length === 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    await db.$executeRaw`select pg_notify('progress', 'again')`
  }
  expect(heard).toContain('again')
  await stop()
})
