import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { enqueue, queue } from '@/lib/jobs/queue'
import { startWorker, type Worker } from '@/worker/start-worker'
import { useDatabase } from '../helpers/database'
import { submit, useHub } from '../helpers/registry'
import { recordOf, waitFor } from './observe'
import { standIn } from './stand-in'

useDatabase()
useHub()

jest.setTimeout(120_000)

let worker: Worker | null = null

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(async () => {
  await worker?.stop()
  worker = null
})

/** The first submission, as if its model were large. */
async function submitLarge(): Promise<void> {
  await submit({})
  await db.submission.update({ where: { id: 1 }, data: { lane: 'large', bytes: 141_000_000_000n } })
  await (await queue()).deleteAllJobs(JOBS.verify)
  await db.$transaction((tx) => enqueue(tx, JOBS.verifyLarge, { submission_id: 1 }))
}

const isRunning = ({ status }: { readonly status: string }) => status === 'running'

test('a worker that runs a large model takes small ones meanwhile', async () => {
  await submitLarge()
  await submit({ coordinates: ['1:0:0'] })
  await submit({ coordinates: ['1:0:1'] })
  worker = await startWorker({ command: standIn('chat') })
  await waitFor(isRunning, 60_000, 'SUB-000001')
  await waitFor(isRunning, 60_000, 'SUB-000002')
  expect(await recordOf('SUB-000003')).toMatchObject({ status: 'queued', queue: { lane: 'small', position: 1 } })
})

test('a worker of one lane leaves the others to other workers', async () => {
  await submitLarge()
  await submit({ coordinates: ['1:0:0'] })
  process.env.WORKER_LANES = 'large'
  worker = await startWorker({ command: standIn('chat') })
  delete process.env.WORKER_LANES
  await waitFor(isRunning, 60_000, 'SUB-000001')
  expect(await recordOf('SUB-000002')).toMatchObject({ status: 'queued' })
})

test('a lost job of a large model is put into its own queue again', async () => {
  await submitLarge()
  await (await queue()).deleteAllJobs(JOBS.verifyLarge)
  worker = await startWorker({ command: standIn('chat'), maintenanceMs: 50 })
  expect(await waitFor(isRunning, 60_000, 'SUB-000001')).toMatchObject({ attempts: 1 })
  expect(await (await queue()).findJobs(JOBS.verify)).toEqual([])
})
