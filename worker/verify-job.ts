import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { printId } from '@/lib/ids'
import type { Grade } from '@/lib/protocol'
import { fileReport } from '@/lib/intake/file'
import { fileSearch } from '@/lib/intake/file-search'
import { failRun, noteProgress, requeueRun, startRun, type RunFailure, type RunOrder } from '@/lib/intake/run'
import { RunEstimate } from '@/verifier/measure/progress'
import type { ChildRequest } from '@/verifier/run/request'
import type { ChildCommand } from './child/child-command'
import { ChildFailure } from './child/failure'
import type { ChildLimits } from './child/limits'
import { runVerifier, type VerifierOutcome, type VerifierProgress } from './child/verifier'
import { openGateway } from './gateway/open-gateway'
import { ThrottledWriter } from './throttled-writer'
import { retryWhileDown } from './retry-while-down'
import { failureOfError, failureOfOutcome } from './run-failure'
import { RunStopped, RetryLater } from './run-stopped'
import { watchSubmission } from './watch-submission'

/** Options of a run. */
export interface VerifyOptions {
  readonly command: ChildCommand
  readonly limits: ChildLimits
  /** The lowest grade for a verdict; a run continues at the next one if the interval requires it. */
  readonly grade: Grade
  /** The corpus id for a repo. */
  readonly corpusOf: (repo: string) => string
}

/** Minimum interval of progress writes: four per second look smooth, and each one notifies every open page of the submission. */
const PROGRESS_EVERY_MS = 250

/**
 * One run of a submission: starts it, verifies or searches in a child, and files the report, what was found, or the reason why there is neither. The submission records every way
 * a run can end.
 * @throws RetryLater when the job must be retried; RunStopped `stopping` when `signal` aborts: the submission is then back in the queue
 */
export async function runVerifyJob(id: number, options: VerifyOptions, signal: AbortSignal): Promise<void> {
  const submission = printId('submission', id)
  const order = await retryWhileDown(() => startRun(id), signal)
  if (order === null) return log('info', 'nothing to run', { submission })
  const run = { submission, attempt: order.attempt }
  log('info', 'run started', { ...run, repo: order.repo, commit: order.commit, members: order.members.length })
  try {
    await verifyAndFile(order, options, signal)
  } catch (error) {
    if (error instanceof RunStopped) return stopped(order, error)
    log('warn', 'run failed', {
      ...run,
      error: describeError(error),
      ...(error instanceof ChildFailure ? { stderr: error.stderr } : {}),
    })
    await end(order, failureOfError(error), signal)
  }
}

async function verifyAndFile(
  order: RunOrder,
  { command, limits, grade, corpusOf }: VerifyOptions,
  signal: AbortSignal,
): Promise<void> {
  const run = { submission: printId('submission', order.id), attempt: order.attempt }
  const outcome = await whileItRuns(order, signal, (running, onProgress) =>
    withGateway(order, running, (environment) =>
      runVerifier({
        command,
        limits,
        environment,
        request: requestOf(order, grade, corpusOf(order.repo)),
        signal: running,
        onProgress,
      }),
    ),
  )
  if (outcome.type === 'error') {
    log('warn', 'no report', { ...run, code: outcome.code, reason: outcome.message, permanent: outcome.permanent })
    return end(order, failureOfOutcome(outcome), signal)
  }
  await fileOutcome(order, outcome, signal)
}

/** Files a report, or the result of a search. */
async function fileOutcome(
  { id, attempt }: RunOrder,
  outcome: Exclude<VerifierOutcome, { type: 'error' }>,
  signal: AbortSignal,
): Promise<void> {
  const run = { submission: printId('submission', id), attempt }
  if (outcome.type === 'found') {
    const { answers, tried } = await retryWhileDown(() => fileSearch(id, outcome.found), signal)
    return log('info', 'search filed', { ...run, answers: answers.length, tried: tried.length })
  }
  const { sha256, verdict } = await retryWhileDown(() => fileReport(id, outcome.report), signal)
  log('info', 'report filed', {
    ...run,
    sha256,
    accepted: verdict.accepted,
    class: verdict.class,
    grade: verdict.grade,
  })
}

/** Passes `act` a signal that aborts when the submission is ended elsewhere, and a writer for its progress. */
async function whileItRuns<T>(
  order: RunOrder,
  outer: AbortSignal,
  act: (signal: AbortSignal, onProgress: (progress: VerifierProgress) => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const end = () => over.abort(new RunStopped('ended'))
  const note = (what: string) => (error: unknown) =>
    log('warn', what, { submission: printId('submission', order.id), error: describeError(error) })
  const unwatch = await watchSubmission(order.id, end, note('could not look at the submission'))
  const progress = new ThrottledWriter<VerifierProgress & { readonly fraction: number }>(async (latest) => {
    try {
      if (!(await noteProgress(order.id, { ...latest, at: new Date().toISOString() }, order.attempt))) end()
    } catch (error) {
      note('could not note progress')(error)
    }
  }, PROGRESS_EVERY_MS)
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

async function stopped({ id, attempt }: RunOrder, error: RunStopped): Promise<void> {
  log('info', 'run stopped', { submission: printId('submission', id), attempt, why: error.kind })
  if (error.kind !== 'stopping') return
  await requeueRun(id, 'Its worker was stopped; the next one resumes it.', attempt)
  throw error
}

async function end({ id, attempt }: RunOrder, failure: RunFailure, signal: AbortSignal): Promise<void> {
  const { ended } = await retryWhileDown(() => failRun(id, failure, attempt), signal)
  log('info', ended ? 'run ended without a report' : 'run will be retried', {
    submission: printId('submission', id),
    attempt,
    code: failure.code,
  })
  if (!ended) throw new RetryLater(failure.text)
}
