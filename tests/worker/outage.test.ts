import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeDb } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { ensureDatabase } from '@/scripts/postgres/databases'
import { stopPostgres } from '@/scripts/postgres/postmaster'
import { startPostgres } from '@/scripts/postgres/start'
import { migrate } from '@/scripts/prisma/migrate'
import { startWorker, type Worker } from '@/worker/start-worker'
import { submit, useHub } from '../helpers/registry'
import { hasEnded, recordOf, waitFor } from './observe'

const hub = useHub()

jest.setTimeout(90_000)

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outage-test-'))
const dataDir = path.join(folder, 'pg')
let server: Awaited<ReturnType<typeof startPostgres>>
let worker: Worker | null = null

beforeAll(async () => {
  fs.chmodSync(folder, 0o755)
  server = await startPostgres({ dataDir })
  process.env.DATABASE_URL = server.urlOf('registry')
  await ensureDatabase(server.urlOf('postgres'), 'registry')
  await migrate(process.env.DATABASE_URL)
})
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterAll(async () => {
  await worker?.stop()
  await closeDb()
  await stopPostgres(dataDir)
  fs.rmSync(folder, { recursive: true })
})

test('a database that is killed during a run and comes back costs the run nothing: it is filed, and the claim has made one attempt', async () => {
  await submit({})
  hub().hub.faults.delayMs = 200
  worker = await startWorker()
  await waitFor((r) => r.progress !== null)
  process.kill(server.pid, 'SIGKILL')
  server = await startPostgres({ dataDir, port: server.port })
  const record = await waitFor(hasEnded, 60_000)
  expect(record).toMatchObject({ status: 'accepted', attempts: 1, verdict: { class: 'A' } })
  expect(record.history.map((h) => h.status)).toEqual(['received', 'screened', 'queued', 'running', 'accepted'])
})

test('the queue and the listener of the worker find the new server: the next claim is taken up and ends', async () => {
  const { record } = await submit({ coordinates: ['1:0:1'] })
  expect(await waitFor(hasEnded, 60_000, record.id)).toMatchObject({ status: 'not-confirmed', attempts: 1 })
  const left = (await (await queue()).findJobs(JOBS.verify)).filter(
    ({ state }) => !['completed', 'cancelled'].includes(state),
  )
  expect(left).toEqual([])
  expect((await recordOf()).status).toBe('accepted')
})
