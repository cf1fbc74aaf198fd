import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cancelSubmission } from '@/lib/intake/cancel'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { grantWorkerRights } from '@/lib/jobs/grant-worker-rights'
import { queue } from '@/lib/jobs/queue'
import { isEnded } from '@/lib/protocol'
import { seededRandom } from '@/lib/protocol/random'
import { getSubmission } from '@/lib/submissions/get'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { between, type Random } from '@/scripts/faults/random'
import { startWorker, type Worker } from '@/worker/start-worker'
import { reportOf } from '../app/api/filed'
import { useDatabase } from '../helpers/database'
import { keyHeader, makePerson } from '../helpers/people'
import { localAccount, SINGLE, submit, useHub } from '../helpers/registry'
import { type ApiSite, startApiSite } from './api-site'
import { leastRole } from './least-role'
import { hasEnded, recordOf } from './observe'
import { delaysPass, Mortal, type Place } from './three-workers'
import { killProcesses } from './worker-process'

useDatabase()
useHub()

/** One is enough for a change elsewhere; `SUPERWEIGHTS_SEEDS=1,2,3` runs more. */
const SEEDS = (process.env.SUPERWEIGHTS_SEEDS ?? '1').split(',').map(Number)
const JOBS_COUNT = 20
/** With the real verifier among stand-ins, on two busy cores. */
const LIMIT_MS = 240_000
const DEATHS = 9

jest.setTimeout(LIMIT_MS + 60_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'three-workers-'))
let site: ApiSite
let keeper: Worker
let role: Awaited<ReturnType<typeof leastRole>>

beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  // The registry's own worker reads claims and looks for dead workers, and verifies nothing.
  keeper = await startWorker({ lanes: [] })
  await grantWorkerRights()
  role = await leastRole(process.env.DATABASE_URL ?? '')
  site = await startApiSite()
})
afterEach(killProcesses)
afterAll(async () => {
  await site.stop()
  await keeper.stop()
  await role.drop()
  rmSync(folder, { recursive: true })
})

/** Twenty claims, and what the stand-in says of each. */
async function submitAll(reports: string): Promise<readonly string[]> {
  mkdirSync(reports)
  const ids: string[] = []
  for (let i = 0; i < JOBS_COUNT; i++) {
    const [row, col] = i === 0 ? [23, 88] : [i, 2 * i]
    const { record } = await submit({ repo: SINGLE.repo, coordinates: [`1:${row}:${col}`] })
    writeFileSync(path.join(reports, `${row}-${col}.json`), JSON.stringify(reportOf(record)))
    ids.push(record.id)
  }
  return ids
}

async function places(reports: string): Promise<readonly Place[]> {
  const key = (await keyHeader(await makePerson('ada', 'maintainer'), ['work'])).authorization.replace('Bearer ', '')
  const lanes = ['--lanes', 'small']
  const byDatabase = ['db-1', 'db-2'].map((name) => ({
    name,
    variables: { DATABASE_URL: role.url, WORKER_NAME: name },
    args: lanes,
    standIn: [reports],
  }))
  const overHttp = {
    name: 'far-away',
    variables: { SUPERWEIGHTS_KEY: key, WORKER_NAME: 'far-away' },
    args: [...lanes, '--registry', site.url],
    standIn: [reports, site.url],
  }
  return [...byDatabase, overHttp]
}

const recordsOf = (ids: readonly string[]) => Promise.all(ids.map((id) => recordOf(id)))

/** Kills, freezes, stops and cancels while anything is left to do, then lets the rest end. */
async function torment(workers: readonly Mortal[], ids: readonly string[], random: Random): Promise<void> {
  const end = Date.now() + LIMIT_MS
  for (let acts = 0; !(await recordsOf(ids)).every(hasEnded);) {
    if (Date.now() > end) throw new Error(workers.map(({ output }) => output.slice(-3_000)).join('\n\n'))
    await sleep(between(random, 300, 1_500))
    await delaysPass()
    const ready = workers.filter(({ isReady }) => isReady)
    const worker = ready[between(random, 0, ready.length - 1)]
    if (worker === undefined || acts > DEATHS) continue
    acts++
    if (acts === 3) await cancelOne(ids)
    else if (acts === 5) expect(await worker.stop()).toBe(0)
    else if (acts === 7) await worker.freeze()
    else await worker.die()
  }
}

/** Cancels one that runs, or waits. */
async function cancelOne(ids: readonly string[]): Promise<void> {
  const open = (await recordsOf(ids)).filter((record) => !hasEnded(record))
  const chosen = open.find(({ status }) => status === 'running') ?? open[0]
  if (chosen) await cancelSubmission(chosen.id, await localAccount())
}

/** How a history may go: every run ends before the next one begins, and nothing follows the end. */
const LEGAL = /^received screened queued (running queued )*(running (accepted|not-confirmed|cancelled)|cancelled)$/

function expectOneEnd({ id, status, history, attempts, report }: SubmissionRecord): void {
  const states = history
    .map((event) => event.status)
    // Another reason for waiting is not another state.
    .filter((state, i, all) => state !== all[i - 1])
  expect([id, states.join(' ')]).toEqual([id, expect.stringMatching(LEGAL)])
  expect(history.filter((event) => isEnded(event.status))).toHaveLength(1)
  expect([id, states.filter((state) => state === 'running').length]).toEqual([id, attempts])
  expect([id, report === null]).toEqual([id, status === 'cancelled'])
}

test.each(SEEDS)('three workers, twenty jobs, random kills with seed %i: every job ends exactly once', async (seed) => {
  const random = seededRandom(seed)
  const reports = path.join(folder, String(seed))
  const ids = await submitAll(reports)
  const workers = (await places(reports)).map((place) => new Mortal(place, random))
  await torment(workers, ids, random)
  expect(await Promise.all(workers.map((worker) => worker.quit()))).toEqual([0, 0, 0])

  const records = await recordsOf(ids)
  for (const record of records) expectOneEnd(record)
  expect(records.filter(({ status }) => status === 'cancelled')).toHaveLength(1)
  const filed = records.flatMap(({ report }) => report ?? [])
  expect([new Set(filed).size, await db.report.count()]).toEqual([JOBS_COUNT - 1, JOBS_COUNT - 1])
  expect(await db.runLease.count()).toBe(0)
  // All three did something, by both ways.
  const names = records.flatMap(({ history }) => history.map(({ by }) => by?.name))
  expect(names).toEqual(expect.arrayContaining(['db-1', 'db-2', 'far-away']))
  const left = (await (await queue()).findJobs(JOBS.verify)).filter(({ state }) => state !== 'completed')
  expect(left).toEqual([])
  expect(await getSubmission('SUB-000021')).toBeNull()
})
