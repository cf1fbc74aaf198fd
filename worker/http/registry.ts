import type { RunOrder } from '@/lib/intake/run'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { parseId } from '@/lib/ids'
import {
  FailureAnswer,
  FiledReportRecord,
  FiledSearchRecord,
  HeartbeatAnswer,
  ReleaseAnswer,
  type RunRecord,
} from '@/lib/runs/schema'
import { retryWhileDown } from '../run/retry-while-down'
import type { RunRegistry } from '../run/run-registry'
import { RunStopped } from '../run/run-stopped'
import type { RegistryClient } from './client'
import { RegistryAway } from './errors'

/** Each note of progress is a request. */
const PROGRESS_EVERY_MS = 1_500
/** What was measured is kept for so long while the registry is away: an upgrade, or a machine that somebody must start again. */
const LONGEST_OUTAGE_MS = 6 * 3_600_000

/** A run that came over HTTP. */
export interface HttpOrder extends RunOrder {
  /** Its name in the API: `SUB-000123.2`. */
  readonly run: string
  readonly heartbeatMs: number
}

/** @throws RangeError where the registry names no submission */
export function orderOf({ id: run, submission, claimed_value, heartbeat_seconds, ...order }: RunRecord): HttpOrder {
  const id = parseId('submission', submission)
  if (id === null) throw new RangeError(`${submission} is not a submission.`)
  return { ...order, id, run, claimedValue: claimed_value, heartbeatMs: heartbeat_seconds * 1_000 }
}

/** Waits for a registry that is away. */
export function persist<T>(act: () => Promise<T>, signal: AbortSignal, maxWaitMs = LONGEST_OUTAGE_MS): Promise<T> {
  const isDown = (error: unknown) => error instanceof RegistryAway
  return retryWhileDown(act, signal, { isDown, what: 'the registry', maxWaitMs })
}

/** The registry as a worker without its database reaches it. */
export function overHttp(client: RegistryClient): RunRegistry<HttpOrder> {
  const beat = ({ run }: HttpOrder, body: object) => client.post(`/api/v1/runs/${run}/heartbeat`, body, HeartbeatAnswer)
  const report = ({ run }: HttpOrder) => `/api/v1/runs/${run}/report`
  return {
    progressEveryMs: PROGRESS_EVERY_MS,
    watch: async (order, onOver, onError) => watchOver(order.heartbeatMs, () => beat(order, {}), onOver, onError),
    noteProgress: (order, progress) => goesOn(() => beat(order, { progress })),
    fileReport: (order, body) => client.post(report(order), { report: body }, FiledReportRecord),
    fileSearch: (order, found) => client.post(report(order), { found }, FiledSearchRecord),
    fail: ({ run }, failure) => client.post(`/api/v1/runs/${run}/failure`, failure, FailureAnswer),
    // Once: a worker that stops does not wait, and the queue notices its silence.
    handOver: ({ run }) => release(client, run),
    persist: (act, signal) => persist(act, signal),
  }
}

async function release(client: RegistryClient, run: string): Promise<void> {
  try {
    await client.post(`/api/v1/runs/${run}/release`, undefined, ReleaseAnswer)
  } catch (error) {
    log('warn', 'could not give the run back', { run, error: describeError(error) })
  }
}

/** Whether the run goes on after what `act` says of it. */
async function goesOn(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof RunStopped) return false
    throw error
  }
}

/** Sends heartbeats, one at a time. Returns a function that stops and waits for the last one. */
function watchOver(
  everyMs: number,
  beat: () => Promise<unknown>,
  onOver: () => void,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let inFlight: Promise<void> | null = null
  const once = async () => {
    try {
      if (!(await goesOn(beat))) onOver()
    } catch (error) {
      onError(error)
    }
    inFlight = null
  }
  const timer = setInterval(() => {
    inFlight ??= once()
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await inFlight
  }
}
