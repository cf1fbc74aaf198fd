import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { getReport } from '@/lib/reports/get'
import { requeueRun, failRun, noteProgress, startRun } from '@/lib/intake/run'
import { isAlive, readIfThere, waitUntil } from '@/scripts/processes/alive'
import { verifierCommand } from '@/worker/child/command'
import { runVerifier } from '@/worker/child/verifier'
import { startWorker, WORKER_DEFAULTS, type Worker } from '@/worker/start-worker'
import { useDatabase } from '../helpers/database'
import { SINGLE, submit, useHub } from '../helpers/registry'
import { hasEnded, recordOf, waitFor } from './observe'
import { SMALL_LIMITS } from './stand-in'
import { isGone, killProcesses, startProcess } from './worker-process'

useDatabase()
const hub = useHub()

jest.setTimeout(90_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'worker-test-'))
let worker: Worker | null = null

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(async () => {
  await worker?.stop()
  worker = null
  killProcesses()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Lets the time pass that the queue waits for a silent worker, its monitor look, and the delay of the retry be over. */
async function heartbeatsLapse(): Promise<void> {
  await db.$executeRaw`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`
  await (await queue()).supervise(JOBS.verify)
  await db.$executeRaw`update pgboss.job set start_after = now() where state = 'retry'`
}

/** The one verifier that a worker runs. */
function verifiersOf(pid: number): number[] {
  const verifiers = childrenOf(pid).filter(({ command }) => command.includes('verifier/run/child.ts'))
  expect(verifiers).toHaveLength(1)
  return verifiers.map((child) => child.pid)
}

/** From /proc where there is one: small containers have no `ps`. */
function childrenOf(parent: number): { pid: number; command: string }[] {
  if (existsSync('/proc/self/stat')) {
    const pids = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number)
    return pids.map((pid) => ({ pid, command: readIfThere(`/proc/${pid}/cmdline`) }))
  }
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(ppid) === parent ? [{ pid: Number(pid), command }] : []
  })
}

test('after kill -9 of a worker mid-run its verifier is gone, and another worker comes to the outcome of an undisturbed run', async () => {
  await submit({})
  const pids = path.join(folder, 'pids')
  const first = startProcess('tests/worker/stand-ins/worker.ts', 'until-removed', pids)
  await waitFor((r) => r.progress !== null)
  const [child = 0] = readFileSync(pids, 'utf8').split('\n').map(Number)
  expect(isAlive(child)).toBe(true)

  first.kill('SIGKILL')
  expect(await isGone(child)).toBe(true)
  expect((await recordOf()).status).toBe('running')
  worker = await startWorker()
  await heartbeatsLapse()

  const record = await waitFor(hasEnded)
  expect(record).toMatchObject({ status: 'accepted', attempts: 2, verdict: { class: 'A' } })
  expect(record.history.map((h) => h.status)).toEqual([
    'received',
    'screened',
    'queued',
    'running',
    'queued',
    'running',
    'accepted',
  ])
  const { report } = (await getReport(record.report ?? '')) ?? {}
  const undisturbed = await verifyUndisturbed(record.commit ?? '')
  expect(report?.perplexity).toEqual(undisturbed.perplexity)
  expect(report?.members).toEqual(undisturbed.members)
})

async function verifyUndisturbed(commit: string) {
  const outcome = await runVerifier({
    command: verifierCommand(1_024),
    request: {
      kind: 'verify',
      repo: SINGLE.repo,
      revision: commit,
      coordinates: [{ tensor: 'model.layers.1.mlp.down_proj.weight', row: 23, col: 88 }],
      grade: WORKER_DEFAULTS.grade,
      corpus_id: 'demo-text',
    },
    limits: { ...SMALL_LIMITS, wallMs: 60_000 },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  if (outcome.type !== 'report') throw new Error(JSON.stringify(outcome))
  return outcome.report
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends a worker within seconds: the run waits in the queue, no verifier is left, exit code 0',
  async (signal) => {
    await submit({})
    hub().hub.faults.delayMs = 400
    const started = startProcess('worker/main.ts')
    await waitFor((r) => r.progress !== null)
    const verifiers = verifiersOf(started.pid)
    started.kill(signal)
    expect(await started.ended).toBe(0)
    expect(verifiers.some(isAlive)).toBe(false)
    expect(await recordOf()).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
    const [job] = await (await queue()).findJobs(JOBS.verify)
    expect(job?.state).toBe('created')
  },
)

test('the real verifier ends when its worker is killed', async () => {
  await submit({})
  hub().hub.faults.delayMs = 400
  const started = startProcess('worker/main.ts')
  await waitFor((r) => r.progress !== null)
  const verifiers = verifiersOf(started.pid)
  started.kill('SIGKILL')
  expect(await waitUntil(() => !verifiers.some(isAlive), 5_000)).toBe(true)
})

test('a worker that was considered dead cannot disturb the run that took its place', async () => {
  await submit({})
  const dead = await startRun(1)
  const alive = await startRun(1)
  expect([dead?.attempt, alive?.attempt]).toEqual([1, 2])
  const progress = { stage: 'detection', done: 1, total: 2, message: 'late', at: new Date().toISOString() }
  expect(await noteProgress(1, progress, 1)).toBe(false)
  expect(await failRun(1, { code: 'verifier-crashed', text: 'Late.', permanent: true }, { attempt: 1 })).toEqual({
    ended: true,
  })
  await requeueRun(1, 'Late.', { attempt: 1 })
  expect(await recordOf()).toMatchObject({ status: 'running', attempts: 2, progress: null })
  expect(await noteProgress(1, progress, 2)).toBe(true)
})
