import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { printId } from '@/lib/ids'
import type { Grade } from '@/lib/protocol'
import type { RunFailure, RunOrder } from '@/lib/intake/run'
import { RunEstimate } from '@/verifier/measure/progress'
import type { ChildRequest } from '@/verifier/run/request'
import type { ChildCommand } from '../child/child-command'
import { ChildFailure } from '../child/failure'
import type { ChildLimits } from '../child/limits'
import { runVerifier, type VerifierOutcome, type VerifierProgress } from '../child/verifier'
import { openGateway } from '../gateway/open-gateway'
import { withCacheRoom } from './cache-room'
import { ThrottledWriter } from './throttled-writer'
import type { RunRegistry } from './run-registry'
import { failureOfError, failureOfOutcome } from './run-failure'
import { RunStopped, RetryLater } from './run-stopped'

/** Options of a run. */
export interface VerifyOptions {
  readonly command: ChildCommand
  readonly limits: ChildLimits
  /** The lowest grade for a verdict; a run continues at the next one if the interval requires it. */
  readonly grade: Grade
  /** The corpus id for a repo. */
  readonly corpusOf: (repo: string) => string
  /** Makes the repo's hub reachable, where that is not done for the whole machine: the demo models live on a local one. */
  readonly readyHub?: (repo: string) => Promise<void>
}

/** A run as its registry orders it. */
interface Run<Order extends RunOrder> {
  readonly order: Order
  readonly registry: RunRegistry<Order>
  readonly signal: AbortSignal
}

/** What a run is called in the log. */
const named = ({ id, attempt }: RunOrder) => ({ submission: printId('submission', id), attempt })

/**
 * One run of a submission that has begun: verifies or searches in a child, and files the report, what was found, or the reason why there is neither. The
 * submission records every way a run can end.
 * @throws RetryLater when the job must be retried; RunStopped `stopping` when `signal` aborts: the submission is then back in the queue
 */
export async function runVerifyJob<Order extends RunOrder>(
  order: Order,
  registry: RunRegistry<Order>,
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<void> {
  const run = { order, registry, signal }
  const { repo, commit, members } = order
  log('info', 'run started', { ...named(order), repo, commit, members: members.length })
  try {
    await verifyAndFile(run, options)
  } catch (error) {
    if (error instanceof RunStopped) return stopped(run, error)
    log('warn', 'run failed', {
      ...named(order),
      error: describeError(error),
      ...(error instanceof ChildFailure ? { stderr: error.stderr } : {}),
    })
    await end(run, failureOfError(error))
  }
}

async function verifyAndFile<Order extends RunOrder>(
  run: Run<Order>,
  { command, limits, grade, corpusOf, readyHub }: VerifyOptions,
): Promise<void> {
  const { order } = run
  await readyHub?.(order.repo)
  const outcome = await whileItRuns(run, (running, onProgress) =>
    withCacheRoom(order, (storage) =>
      withGateway(order, running, (environment) =>
        runVerifier({
          command,
          limits,
          environment,
          request: { ...requestOf(order, grade, corpusOf(order.repo)), storage },
          signal: running,
          onProgress,
        }),
      ),
    ),
  )
  if (outcome.type !== 'error') return fileOutcome(run, outcome)
  const { code, message: reason, permanent } = outcome
  log('warn', 'no report', { ...named(order), code, reason, permanent })
  await end(run, failureOfOutcome(outcome))
}

/** Files a report, or the result of a search. */
async function fileOutcome<Order extends RunOrder>(
  { order, registry, signal }: Run<Order>,
  outcome: Exclude<VerifierOutcome, { type: 'error' }>,
): Promise<void> {
  if (outcome.type === 'found') {
    const filed = await registry.persist(() => registry.fileSearch(order, outcome.found), signal)
    return log('info', 'search filed', { ...named(order), ...filed })
  }
  const { sha256, verdict } = await registry.persist(() => registry.fileReport(order, outcome.report), signal)
  const { accepted, class: known, grade } = verdict
  log('info', 'report filed', { ...named(order), sha256, accepted, class: known, grade })
}

/** Passes `act` a signal that aborts when the run is ended elsewhere, and a writer for its progress. */
async function whileItRuns<Order extends RunOrder, T>(
  { order, registry, signal: outer }: Run<Order>,
  act: (signal: AbortSignal, onProgress: (progress: VerifierProgress) => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const end = () => over.abort(new RunStopped('ended'))
  const note = (what: string) => (error: unknown) => log('warn', what, { ...named(order), error: describeError(error) })
  const unwatch = await registry.watch(order, end, note('could not look at the submission'))
  const progress = new ThrottledWriter<VerifierProgress & { readonly fraction: number }>(async (latest) => {
    try {
      if (!(await registry.noteProgress(order, { ...latest, at: new Date().toISOString() }))) end()
    } catch (error) {
      note('could not note progress')(error)
    }
  }, registry.progressEveryMs)
  const estimate = new RunEstimate()
  let stage = ''
  try {
    return await act(AbortSignal.any([outer, over.signal]), (latest) => {
      progress.offer({ ...latest, fraction: estimate.update(latest) }, latest.stage !== stage)
      stage = latest.stage
    })
  } finally {
    await progress.close()
    await unwatch()
  }
}

/** Passes `act` the verifier's environment for reading a gated repo while it runs; empty for a public one. */
async function withGateway<T>(
  { repo, commit }: RunOrder,
  signal: AbortSignal,
  act: (environment: Readonly<Record<string, string>> | undefined) => Promise<T>,
): Promise<T> {
  const gateway = await openGateway(repo, commit, signal)
  try {
    return await act(gateway?.environment)
  } finally {
    await gateway?.close()
  }
}

function requestOf({ repo, commit, members, claimedValue }: RunOrder, grade: Grade, corpusId: string): ChildRequest {
  const run = { repo, revision: commit, corpus_id: corpusId }
  if (members.length === 0) return { kind: 'find', ...run }
  const coordinates = members.map(({ tensor, row, col }) => ({ tensor, row, col, value: claimedValue }))
  return { kind: 'verify', ...run, coordinates, grade }
}

async function stopped<Order extends RunOrder>({ order, registry }: Run<Order>, error: RunStopped): Promise<void> {
  log('info', 'run stopped', { ...named(order), why: error.kind })
  if (error.kind !== 'stopping') return
  await registry.handOver(order, 'Its worker was stopped; the next one resumes it.')
  throw error
}

async function end<Order extends RunOrder>(
  { order, registry, signal }: Run<Order>,
  failure: RunFailure,
): Promise<void> {
  const { ended } = await registry.persist(() => registry.fail(order, failure), signal)
  log('info', ended ? 'run ended without a report' : 'run will be retried', { ...named(order), code: failure.code })
  if (!ended) throw new RetryLater(failure.text)
}
