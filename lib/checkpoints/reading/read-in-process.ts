import type { ChildProcess } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import type { CheckpointReading, ReadOptions } from '@/lib/checkpoints/read-checkpoint'
import type { Reading, Task, TaskOptions, TaskResult } from './tasks'
import { type ReadingReply, received, type ReadingRequest, sent, type SentFailure } from './messages'

/** V8's heap in the process: two headers of the largest accepted size, 25 MB each, take about 600 MB while they are parsed. A reading that needs more ends only this process. */
const HEAP_MB = 768
/** Niceness relative to this process: the child gets a tenth of a core that both want, and all of an idle one. */
const NICER = 10
const LEAST_PRIORITY = os.constants.priority.PRIORITY_LOW
/** Environment variables that lib/hub reads. */
const VARIABLES = ['DEMO_HUB_URL', 'HF_ENDPOINT', 'HF_TOKEN', 'HF_GATED_REPOS', 'HF_CDN_HOSTS'] as const

/**
 * One reading, and whom to tell. A failure is passed on as it was sent: the process is shared by all copies of this module in a bundled site, and each
 * recognises only errors of its own classes.
 */
interface Waiting {
  readonly resolve: (result: TaskResult<Task>) => void
  readonly fail: (failure: SentFailure) => void
  readonly onEnd: () => void
}

/** How a caller is told of its reading. */
interface Asking {
  readonly resolve: (result: TaskResult<Task>) => void
  readonly reject: (reason: unknown) => void
  readonly onEnd: () => void
}

export interface ReadingLimits {
  /** Counted from when the process is ready: starting it takes a second, once. */
  readonly limitMs?: number
  /** Called once, when the process has finished with it: a cancelled reading may still be parsing a header, which cannot be interrupted. */
  readonly onEnd?: () => void
}

/** A process and its current readings, including cancelled ones. */
interface ReadingProcess {
  readonly child: ChildProcess
  /** Resolves when it takes readings, or has ended. */
  readonly ready: Promise<void>
  readonly waiting: Map<number, Waiting>
  /** Why it ended, or null while it runs. */
  over: SentFailure | null
  /** Readings asked of it so far, whichever copy of this module asked. */
  asked: number
}

// On globalThis because Next bundles this module into several chunks: one for a site or worker.
const store = globalThis as { superweightsReading?: ReadingProcess | undefined }

/** `readCheckpoint` in the reading process. @throws what `readCheckpoint` and `runInProcess` throw */
export function readInProcess(
  { signal, retryPolicy, ...options }: ReadOptions,
  limits?: ReadingLimits,
): Promise<CheckpointReading> {
  return runInProcess('checkpoint', options, retryPolicy, limits, signal)
}

/**
 * Runs a task in a separate process, so that parsing megabytes of headers does not block this one. A thread is not enough: it shares this process's
 * priority, and its garbage-collection threads take the second core.
 * @throws what the task throws; a TimeoutError after `limitMs`; HubError `too-large` when the process runs out of memory
 */
export async function runInProcess<T extends Task>(
  task: T,
  options: TaskOptions<T>,
  retryPolicy: RetryPolicy,
  { limitMs, onEnd = () => {} }: ReadingLimits = {},
  signal?: AbortSignal,
): Promise<TaskResult<T>> {
  const reader = (store.superweightsReading ??= start())
  try {
    await reader.ready
    if (reader.over !== null) throw received(reader.over)
    signal?.throwIfAborted()
  } catch (error) {
    onEnd()
    throw error
  }
  holdOpen(reader.child, true)
  // The process answers each reading with the result of its own task.
  return new Promise((resolve, reject) =>
    ask(
      reader,
      { task, options, retryPolicy } as Reading,
      { resolve: resolve as Asking['resolve'], reject, onEnd },
      signal,
      limitMs,
    ),
  )
}

/**
 * Sends a reading to the process and settles `waiting` with its outcome or the reason of the cancellation. It uses its own timer: nothing references an
 * `AbortSignal.timeout` that is only part of an `AbortSignal.any`, and Node 20 may collect it before it fires.
 */
function ask(
  reader: ReadingProcess,
  reading: Reading,
  { resolve, reject, onEnd }: Asking,
  signal: AbortSignal | undefined,
  limitMs: number | undefined,
): void {
  const id = ++reader.asked
  const post = (request: ReadingRequest) => reader.child.connected && reader.child.send(request)
  const giveUp = (reason: unknown) => {
    post({ kind: 'cancel', id })
    if (reader.waiting.has(id)) told(reject)(reason)
  }
  const abort = () => giveUp(signal?.reason)
  const clock =
    limitMs === undefined
      ? undefined
      : setTimeout(() => giveUp(new DOMException(`The reading took more than ${limitMs} ms.`, 'TimeoutError')), limitMs)
  const told =
    <T>(tell: (value: T) => void) =>
    (value: T) => {
      clearTimeout(clock)
      signal?.removeEventListener('abort', abort)
      tell(value)
    }
  reader.waiting.set(id, {
    resolve: told(resolve),
    fail: told((failure) => reject(received(failure))),
    onEnd,
  })
  signal?.addEventListener('abort', abort, { once: true })
  post({
    kind: 'read',
    id,
    reading,
    environment: Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]])),
  })
}

/** Starts the process ahead of the first reading: under load that takes far longer than the usual second. Rejects if it ends before it is ready. */
export async function startReadingProcess(): Promise<void> {
  const reader = (store.superweightsReading ??= start())
  await reader.ready
  if (reader.over !== null) throw received(reader.over)
}

/** Kills the process and its readings. The next reading starts another. */
export async function endReadingProcess(): Promise<void> {
  const child = store.superweightsReading?.child
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** Sets whether the child keeps this process alive. */
function holdOpen(child: ChildProcess, hold: boolean): void {
  const how = hold ? 'ref' : 'unref'
  child[how]()
  child.channel?.[how]()
}

function start(): ReadingProcess {
  // Found from the root of the checkout, in which site and worker run: a bundler moves this file away from those beside it, and would bundle
  // the program of a process if it saw that one is started.
  const { fork } = process.getBuiltinModule('node:child_process')
  const child = fork(path.join(process.cwd(), 'lib', 'checkpoints', 'reading', 'process.ts'), [], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MB}`, '--single-threaded-gc'],
    // Each request brings the variables it needs: the child's environment contains no secrets.
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // Serving pages has priority.
  if (child.pid !== undefined) os.setPriority(child.pid, Math.min(os.getPriority() + NICER, LEAST_PRIORITY))
  const waiting = new Map<number, Waiting>()
  let begin = () => {}
  const ready = new Promise<void>((resolve) => (begin = resolve))
  const reader: ReadingProcess = { child, ready, waiting, over: null, asked: 0 }
  const end = (error: Error) => {
    const failure = (reader.over ??= sent(error))
    if (store.superweightsReading === reader) store.superweightsReading = undefined
    begin()
    for (const { fail, onEnd } of waiting.values()) {
      fail(failure)
      onEnd()
    }
    waiting.clear()
  }
  const settle = (answer: Exclude<ReadingReply, { kind: 'ready' }>) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) holdOpen(child, false)
    if (answer.kind === 'read') one?.resolve(answer.result)
    else one?.fail(answer.failure)
    one?.onEnd()
  }
  child.on('message', (answer: ReadingReply) => (answer.kind === 'ready' ? begin() : settle(answer)))
  child.on('error', end)
  child.on('exit', (_, signal) => end(endOf(signal, waiting.size)))
  return reader
}

/** V8 aborts when it runs out of memory. With several readings the cause is unknown, so all are retried. */
function endOf(signal: NodeJS.Signals | null, readings: number): Error {
  if (signal === 'SIGABRT' && readings === 1)
    return new HubError('too-large', `The headers of this checkpoint take more than ${HEAP_MB} MB of memory to read.`)
  const why = signal === 'SIGABRT' ? ' for lack of memory' : ''
  return new HubError('unreachable', `The reading was interrupted${why}. It will be retried.`)
}
