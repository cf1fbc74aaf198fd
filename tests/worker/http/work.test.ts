import { cancelSubmission } from '@/lib/intake/cancel'
import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { queue } from '@/lib/jobs/queue'
import { RUN_GRADE } from '@/lib/intake/run-grade'
import { waitUntil } from '@/scripts/processes/alive'
import { verifierCommand } from '@/worker/child/command'
import { workOverHttp } from '@/worker/http/work'
import { corpusOf } from '@/verifier/run/corpus'
import { useDatabase } from '../../helpers/database'
import { keyHeader, makePerson } from '../../helpers/people'
import { localAccount, submit, useHub } from '../../helpers/registry'
import { type ApiSite, startApiSite } from '../api-site'
import { hasEnded, recordOf, waitFor } from '../observe'
import { SMALL_LIMITS, standIn } from '../stand-in'
import { killProcesses, startSuperweights } from '../worker-process'

useDatabase()
const hub = useHub()

jest.setTimeout(120_000)

let site: ApiSite
let key: string
let stop: (() => Promise<void>) | null = null

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
beforeEach(async () => {
  site = await startApiSite()
  key = await keyOf('ada', 'maintainer')
})
afterEach(async () => {
  await stop?.()
  stop = null
  killProcesses()
  await site.stop()
})

const keyOf = async (handle: string, role: 'maintainer' | 'reviewer') =>
  (await keyHeader(await makePerson(handle, role), ['work'])).authorization.replace('Bearer ', '')

/** A worker in this process. */
function work(command = verifierCommand(1_024)): void {
  const stopping = new AbortController()
  const limits = { ...SMALL_LIMITS, wallMs: 60_000 }
  const ended = workOverHttp(
    {
      ...{ registry: new URL(site.url), key, name: 'far-away', lanes: ['small'] },
      ...{ command, limits, grade: RUN_GRADE, corpusOf },
    },
    stopping.signal,
  )
  stop = async () => {
    stopping.abort()
    await ended
  }
}

test('a worker that has no database takes a run, verifies it, and its report decides the claim; SIGTERM ends it', async () => {
  await submit({})
  const args = ['worker', '--registry', site.url, '--name', 'far-away', '--lanes', 'small']
  const worker = startSuperweights(args, { SUPERWEIGHTS_KEY: key })
  const record = await waitFor(hasEnded)
  expect(record).toMatchObject({ status: 'accepted', attempts: 1, verdict: { class: 'A' } })
  expect(record.history.at(-1)?.by).toEqual({ kind: 'worker', name: 'far-away', account: 'ada' })

  // Another one is in its hands.
  hub().hub.faults.delayMs = 400
  await submit({ coordinates: ['1:0:0'] })
  await waitFor(({ progress }) => progress !== null, 60_000, 'SUB-000002')
  worker.kill('SIGTERM')
  expect([await worker.ended, worker.output()]).toEqual([0, expect.stringContaining('worker stopped')])
  expect(await recordOf('SUB-000002')).toMatchObject({ status: 'queued', reason: { code: 'requeued' } })
  expect([(await (await queue()).findJobs(JOBS.verify))[1]?.state, await db.runLease.count()]).toEqual(['created', 0])
})

test('a worker whose account is not a maintainer’s ends, and says what is missing', async () => {
  const SUPERWEIGHTS_KEY = await keyOf('bob', 'reviewer')
  const worker = startSuperweights(['worker'], { SUPERWEIGHTS_REGISTRY: site.url, SUPERWEIGHTS_KEY })
  expect(await worker.ended).toBe(3)
  expect(worker.output()).toContain('Only an account with the scope `work` may do this')
})

test('without a registry and without a database the command says what to name', async () => {
  const worker = startSuperweights(['worker'], {})
  expect([await worker.ended, worker.output()]).toEqual([2, expect.stringContaining('Name it with --registry')])
})

test('a registry that is away when a run ends costs nothing: it is filed when it is back, in the first attempt', async () => {
  await submit({})
  hub().hub.faults.delayMs = 100
  work()
  await waitFor(({ progress }) => progress !== null)
  await site.stop()
  await waitUntil(async () => false, 8_000, 1_000)
  site = await startApiSite(site.port)
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'accepted', attempts: 1 })
})

test('a cancelled run stops within seconds, and the worker takes the next one', async () => {
  const { record } = await submit({})
  work(standIn('chat'))
  await waitFor(({ progress }) => progress !== null)
  await cancelSubmission(record.id, await localAccount())
  await submit({ coordinates: ['1:0:0'] })
  await waitFor(({ status }) => status === 'running', 10_000, 'SUB-000002')
  expect(await db.runLease.findMany()).toMatchObject([{ submissionId: 2, attempt: 1, worker: 'far-away' }])
})

test('a run whose verifier fails is tried again by the rules of every worker', async () => {
  await submit({})
  work(standIn('permanent'))
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'blocked', reason: { code: 'too-large' } })
})
