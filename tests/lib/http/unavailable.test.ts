import { Client } from 'pg'
import { db } from '@/lib/db'
import { isDiskFull } from '@/lib/errors/disk-full'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { HubError } from '@/lib/hub/errors/hub-error'
import { waitUntil } from '@/scripts/processes/alive'
import { useDatabase } from '../../helpers/database'

useDatabase()

let other: Client
/** Of its own: inside a transaction, pg_stat_activity stands still. */
let locker: Client
beforeEach(async () => {
  other = new Client({ connectionString: process.env.DATABASE_URL ?? '' })
  locker = new Client({ connectionString: process.env.DATABASE_URL ?? '' })
  await Promise.all([other.connect(), locker.connect()])
})
afterEach(async () => {
  await other.query('drop trigger if exists raising on accounts; drop function if exists raise_it')
  await Promise.all([other.end(), locker.end()])
})

const errorOf = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  )

/** Ends the connections that are in such a state, as a server does that shuts down. */
async function terminate(where: string): Promise<void> {
  const end = async () =>
    ((
      await other.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${where}`,
      )
    ).rowCount ?? 0) > 0
  expect(await waitUntil(end, 5_000)).toBe(true)
}

const SLEEPS = `state = 'active' and wait_event = 'PgSleep'`

test.each([
  ['a raw query', SLEEPS, () => db.$queryRaw`select pg_sleep(30)::text`],
  [
    'a transaction at work',
    SLEEPS,
    () => db.$transaction((tx) => tx.$queryRaw`select pg_sleep(30)::text`, { timeout: 30_000 }),
  ],
  ['a query of a model', `wait_event_type = 'Lock'`, () => db.account.count()],
] as const)('%s that a shutdown cuts off (57P01) says that the database is down', async (_, where, act) => {
  if (where !== SLEEPS) await locker.query('begin; lock table accounts in access exclusive mode')
  const failure = errorOf(act())
  await terminate(where)
  await locker.query('rollback')
  expect(isDatabaseDown(await failure)).toBe(true)
})

test('a transaction whose connection was cut off between two queries says so', async () => {
  const failure = errorOf(
    db.$transaction(
      async (tx) => {
        await tx.account.count()
        await terminate(`state = 'idle in transaction'`)
        await waitUntil(async () => !(await isThere(`state = 'idle in transaction'`)), 5_000)
        await tx.account.count()
      },
      { timeout: 30_000 },
    ),
  )
  expect(isDatabaseDown(await failure)).toBe(true)
})

async function isThere(where: string): Promise<boolean> {
  return (
    ((await other.query(`select 1 from pg_stat_activity where datname = current_database() and ${where}`)).rowCount ??
      0) > 0
  )
}

test('a transaction for which there is no connection in time (P2028) says so', async () => {
  const hold = () => db.$transaction((tx) => tx.$queryRaw`select pg_sleep(1)::text`, { maxWait: 50, timeout: 20_000 })
  const failures = await Promise.all(Array.from({ length: 14 }, () => errorOf(hold())))
  const failed = failures.filter((failure) => failure instanceof Error)
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.every(isDatabaseDown)).toBe(true)
})

/** Has PostgreSQL itself raise an error of this code wherever an account is made. */
async function raise(code: string): Promise<void> {
  await other.query(
    `create or replace function raise_it() returns trigger language plpgsql as $$ begin raise exception 'on purpose' using errcode = '${code}'; end $$`,
  )
  await other.query(
    'create or replace trigger raising before insert on accounts for each row execute function raise_it()',
  )
}

const WRITES = [
  ['of a model', () => db.account.create({ data: { handle: 'x' } })],
  ['raw', () => db.$executeRaw`insert into accounts (handle) values ('x')`],
  ['in a transaction', () => db.$transaction((tx) => tx.account.create({ data: { handle: 'x' } }))],
] as const

describe.each(WRITES)('a write %s', (_, write) => {
  test.each(['08006', '53200', '53300', '57014', '57P01', '57P02', '57P03', '57P05'])(
    'that PostgreSQL ends with %s says that the database is down',
    async (code) => {
      await raise(code)
      const error = await errorOf(write())
      expect([isDatabaseDown(error), isDiskFull(error)]).toEqual([true, false])
    },
  )

  test('that finds the disk full (53100) says that, and not that the database is down', async () => {
    await raise('53100')
    const error = await errorOf(write())
    expect([isDatabaseDown(error), isDiskFull(error)]).toEqual([false, true])
  })

  test.each(['23514', '22P05', '42P01'])('that is wrong (%s) says neither', async (code) => {
    await raise(code)
    const error = await errorOf(write())
    expect([isDatabaseDown(error), isDiskFull(error)]).toEqual([false, false])
  })
})

test.each([
  ['Connection terminated unexpectedly'],
  ['Client has encountered a connection error and is not queryable'],
  ['Query read timeout'],
  ['timeout exceeded when trying to connect'],
  ['timeout expired'],
])('pg says "%s" of a server that has gone', (message) => {
  expect(isDatabaseDown(new Error('the queue failed', { cause: new Error(message) }))).toBe(true)
})

test('a Hub that is not reached is not the database, and a missing file is neither', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
  expect(isDatabaseDown(new AggregateError([refused]))).toBe(true)
  expect(
    isDatabaseDown(new Error('x', { cause: new HubError('unreachable', 'The Hub is away.', { cause: refused }) })),
  ).toBe(false)
  expect(isDatabaseDown(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
})

test("a full disk of our own is one, also as the Hub's cache words it", () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' })
  expect(isDiskFull(new Error('x', { cause: full }))).toBe(true)
  expect(isDiskFull(new HubError('disk-full', 'There is no room left.'))).toBe(true)
})
