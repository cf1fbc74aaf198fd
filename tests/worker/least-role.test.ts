import { Client } from 'pg'
import { db } from '@/lib/db'
import { queue } from '@/lib/jobs/queue'
import { grantWorkerRights } from '@/lib/jobs/grant-worker-rights'
import { useDatabase } from '../helpers/database'
import { submit, TRIPLE, useHub } from '../helpers/registry'
import { leastRole } from './least-role'
import { hasEnded, recordOf, waitFor } from './observe'
import { killProcesses, startSuperweights, type WorkerProcess } from './worker-process'

useDatabase()
const hub = useHub()

jest.setTimeout(180_000)

let role: Awaited<ReturnType<typeof leastRole>>

beforeAll(async () => {
  await queue()
  await grantWorkerRights()
  role = await leastRole(process.env.DATABASE_URL ?? '')
})
afterEach(killProcesses)
afterAll(() => role.drop())

const start = (): WorkerProcess => startSuperweights(['worker', '--name', 'least'], { DATABASE_URL: role.url })

test('a worker in the role with the least rights verifies a claim and a set and searches, and hands over what it has when it stops', async () => {
  await submit({})
  await submit(TRIPLE)
  await submit({ coordinates: undefined })
  const worker = start()
  const records = await Promise.all(
    ['SUB-000001', 'SUB-000002', 'SUB-000003'].map((id) => waitFor((r) => hasEnded(r) || r.attempts > 1, 90_000, id)),
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${worker.output()}`)
  })
  expect(records.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'searched'])
  expect(records[0]?.history.at(-1)?.by).toEqual({ kind: 'worker', name: 'least' })
  hub().hub.faults.delayMs = 400
  await submit({ coordinates: ['1:0:0'] })
  await waitFor(({ progress }) => progress !== null, 60_000, 'SUB-000004')
  worker.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(await recordOf('SUB-000004')).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
})

const DENIED = '42501'

test.each([
  'select * from api_keys',
  'select * from sessions',
  'select * from identities',
  'select * from verifications',
  'select * from device_codes',
  'select * from webhooks',
  'select email from accounts',
  'update accounts set roles = null',
  "insert into submission_events (submission_id, status, reason) values (1, 'accepted', '')",
  'update submissions set account_id = 1',
  'insert into run_leases select * from run_leases',
  'delete from submissions',
  'delete from reports',
  'update reports set body = body',
  'drop table reports',
  'alter table submissions disable trigger all',
  'create table public.mine (id int)',
  'create table pgboss.mine (id int)',
  'drop table pgboss.job',
  'update pgboss.queue set heartbeat_seconds = 1',
  'create role another',
  "select set_config('session_replication_role', 'replica', false)",
])('it may not: %s', async (statement) => {
  const client = new Client({ connectionString: role.url })
  await client.connect()
  try {
    await expect(client.query(statement)).rejects.toMatchObject({ code: DENIED })
  } finally {
    await client.end()
  }
})

test('the rights can be given again, also by two at once, and to a role that came later', async () => {
  expect(await Promise.all([grantWorkerRights(), grantWorkerRights()])).toEqual([true, true])
  expect(await db.$queryRaw`select has_table_privilege('superweights_worker', 'reports', 'insert') as may`).toEqual([
    { may: true },
  ])
})
