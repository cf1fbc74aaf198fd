import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { CheckpointReading, ReadOptions } from '@/lib/submissions/read-checkpoint'
import { type Answer, received, type Request } from './messages'

/** V8's heap in the thread: two headers of the largest size that is read, 25 MB each, take about 600 MB while they are parsed. What needs more ends the thread, not the process. */
const THREAD_HEAP_MB = 768
/** What lib/hub reads of the environment. */
const VARIABLES = ['DEMO_HUB_URL', 'HF_ENDPOINT', 'HF_TOKEN', 'HF_GATED_REPOS', 'HF_CDN_HOSTS'] as const

interface Waiting {
  readonly resolve: (reading: CheckpointReading) => void
  readonly reject: (reason: unknown) => void
  readonly onEnd: () => void
}

export interface ThreadLimits {
  /** Counted from when the thread can begin: starting it takes a second, once. */
  readonly limitMs?: number
  /** Called once, when the thread has nothing more to do with it: one that was given up may still parse a header, which cannot be broken off. */
  readonly onEnd?: () => void
}

/** A thread and the readings it has in hand, those given up included. */
interface ReadingThread {
  readonly worker: Worker
  readonly ready: Promise<void>
  readonly waiting: Map<number, Waiting>
  /** Why it has ended, or null while it runs. */
  over: Error | null
}

// On globalThis because Next bundles this module into several chunks: one thread a process.
const store = globalThis as { superweightsReading?: ReadingThread | undefined }
let asked = 0

/**
 * `readCheckpoint` in a thread of its own, so that megabytes of headers do not keep this one from answering readers.
 * @throws what `readCheckpoint` throws; a TimeoutError after `limitMs`; HubError `too-large` when the thread runs out of memory
 */
export async function readInThread(
  { signal, ...options }: ReadOptions,
  { limitMs, onEnd = () => {} }: ThreadLimits = {},
): Promise<CheckpointReading> {
  const thread = (store.superweightsReading ??= start())
  try {
    await thread.ready
    if (thread.over !== null) throw thread.over
    signal?.throwIfAborted()
  } catch (error) {
    onEnd()
    throw error
  }
  thread.worker.ref()
  return new Promise((resolve, reject) => ask(thread, options, { resolve, reject, onEnd }, signal, limitMs))
}

/**
 * Hands a reading to the thread; whoever waits for it is told its outcome, or why it was given up. The time is kept by a timer of our own: nothing holds an
 * `AbortSignal.timeout` that is only part of an `AbortSignal.any`, and Node 20 may collect it before it fires.
 */
function ask(
  thread: ReadingThread,
  options: Omit<ReadOptions, 'signal'>,
  { resolve, reject, onEnd }: Waiting,
  signal: AbortSignal | undefined,
  limitMs: number | undefined,
): void {
  const id = ++asked
  const post = (request: Request) => thread.worker.postMessage(request)
  const giveUp = (reason: unknown) => {
    post({ kind: 'cancel', id })
    thread.waiting.get(id)?.reject(reason)
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
  thread.waiting.set(id, { resolve: told(resolve), reject: told(reject), onEnd })
  signal?.addEventListener('abort', abort, { once: true })
  post({
    kind: 'read',
    id,
    options,
    environment: Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]])),
  })
}

/** Ends the thread, and with it what it reads. The next reading starts another. */
export async function endReadingThread(): Promise<void> {
  await store.superweightsReading?.worker.terminate()
}

function start(): ReadingThread {
  // Found from the root of the checkout, in which site and worker run: a bundler moves this file away from those beside it. And it would
  // bundle the program of a thread, with all that runs TypeScript, if it saw the class imported.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const root = path.join(process.cwd(), 'lib')
  const worker = new Worker(path.join(root, 'hub', 'thread', 'start.mjs'), {
    execArgv: [],
    workerData: path.join(root, 'intake', 'reading', 'thread.ts'),
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
  })
  const waiting = new Map<number, Waiting>()
  let begin = () => {}
  let fail = (_error: Error) => {}
  const ready = new Promise<void>((resolve, reject) => {
    begin = resolve
    fail = reject
  })
  const thread: ReadingThread = { worker, ready, waiting, over: null }
  const end = (error: Error) => {
    thread.over ??= error
    if (store.superweightsReading === thread) store.superweightsReading = undefined
    fail(error)
    for (const { reject, onEnd } of waiting.values()) {
      reject(error)
      onEnd()
    }
    waiting.clear()
  }
  const settle = (answer: Exclude<Answer, { kind: 'ready' }>) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    // An idle thread keeps no process alive.
    if (waiting.size === 0) worker.unref()
    if (answer.kind === 'read') one?.resolve(answer.reading)
    else one?.reject(received(answer.failure))
    one?.onEnd()
  }
  worker.on('message', (answer: Answer) => (answer.kind === 'ready' ? begin() : settle(answer)))
  worker.on('error', (error) => end(endOf(error, waiting.size)))
  worker.on('exit', () => end(new HubError('unreachable', 'The reading was broken off. It is tried again later.')))
  return thread
}

/** By its code, not by class: the error may come from another realm. Of several readings nobody knows which one took the memory: all are tried again. */
function endOf(error: unknown, readings: number): Error {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    if (readings > 1)
      return new HubError('unreachable', 'The reading was broken off for lack of memory. It is tried again later.', {
        cause: error,
      })
    return new HubError(
      'too-large',
      `The headers of this checkpoint take more than ${THREAD_HEAP_MB} MB of memory to read.`,
      { cause: error },
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
