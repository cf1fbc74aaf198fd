import { describeError } from '@/lib/errors/describe'
import type { Lane } from '@/lib/jobs/lanes'
import { log } from '@/lib/log/log'
import { CURRENT_PROTOCOL } from '@/lib/protocol'
import { RunAnswer } from '@/lib/runs/schema'
import { pause } from '../run/retry-while-down'
import { RetryLater, RunStopped } from '../run/run-stopped'
import { runVerifyJob, type VerifyOptions } from '../run/verify-job'
import { RegistryClient } from './client'
import { NotAdmitted } from './errors'
import { type HttpOrder, orderOf, overHttp, persist } from './registry'

/** Between two questions while nothing waits: from the first to the last, each with a random part, so that many workers do not ask at once. */
const FIRST_IDLE_MS = 1_000
const LAST_IDLE_MS = 8_000

/** Who works, where and on what. */
export interface HttpWork extends Omit<VerifyOptions, 'grade'> {
  readonly registry: URL
  readonly key: string | undefined
  readonly name: string
  readonly lanes: readonly Lane[]
}

/**
 * Takes runs of a registry over HTTP until `signal` aborts: then the runs in progress are given back. One run of each lane at a time.
 * @throws NotAdmitted where the registry will not have this worker
 */
export async function workOverHttp(work: HttpWork, signal: AbortSignal): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort(new RunStopped('stopping'))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const client = new RegistryClient(work.registry, work.key)
  log('info', 'worker ready', { pid: process.pid, registry: work.registry.origin, lanes: work.lanes })
  try {
    const ends = await Promise.allSettled(work.lanes.map((lane) => serve(lane, work, client, stopping)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  } finally {
    signal.removeEventListener('abort', stop)
  }
  log('info', 'worker stopped', { pid: process.pid })
}

/** Serves one lane. Where the registry refuses the worker, the other lanes stop, too. */
async function serve(lane: Lane, work: HttpWork, client: RegistryClient, stopping: AbortController): Promise<void> {
  const { signal } = stopping
  try {
    for (let idle = FIRST_IDLE_MS; !signal.aborted;) {
      const order = await persist(() => next(lane, work, client, signal), signal, Infinity)
      if (order === null) await pause(idle * (0.5 + Math.random() / 2), signal)
      else await runOne(order, work, client, signal)
      idle = order === null ? Math.min(2 * idle, LAST_IDLE_MS) : FIRST_IDLE_MS
    }
  } catch (error) {
    if (error instanceof RunStopped && signal.aborted) return
    stopping.abort(new RunStopped('stopping'))
    throw error
  }
}

interface Next {
  readonly order: HttpOrder
  readonly grade: VerifyOptions['grade']
}

async function next(lane: Lane, { name }: HttpWork, client: RegistryClient, signal: AbortSignal): Promise<Next | null> {
  const asked = { worker: name, lanes: [lane], protocol: CURRENT_PROTOCOL.sha256 }
  signal.throwIfAborted()
  // Not given up halfway: a run that was taken and not heard of would wait for its lease to end.
  const { run } = await client.post('/api/v1/runs', asked, RunAnswer)
  return run && { order: orderOf(run), grade: run.grade }
}

/** The registry has noted whatever a run ended with; only a stop, or a refusal of this worker, ends the loop. */
async function runOne(
  { order, grade }: Next,
  work: HttpWork,
  client: RegistryClient,
  signal: AbortSignal,
): Promise<void> {
  try {
    await runVerifyJob(order, overHttp(client), { ...work, grade }, signal)
  } catch (error) {
    if (error instanceof NotAdmitted || signal.aborted) throw error
    if (!(error instanceof RetryLater)) log('warn', 'run left', { run: order.run, error: describeError(error) })
  }
}
