import { messageOf } from '@/lib/errors/describe'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import type { Snapshot } from '../files/snapshot'
import type { ThreadResponse, ThreadRequest, SentError } from './messages'

/** A job that the thread was given. */
export interface PendingJob<Found> {
  /** Rejects with what the job threw, or when the thread ends. */
  readonly result: Promise<Found>
  /** Cancels the job; `result` settles when it has ended. */
  cancel(): void
}

/** One repo as the thread serves it. */
export interface Fetcher<Job, Found> {
  /** Gives the thread a job, which does not keep the process alive by itself. */
  start(job: Job): PendingJob<Found>
  /** Waits for an answer of the thread, and keeps the process alive for as long. */
  wait<T>(result: Promise<T>): Promise<T>
}

interface Waiting<Found> {
  readonly resolve: (found: Found) => void
  readonly reject: (error: Error) => void
}

/**
 * A fetching thread, as the verifier's own thread sees it. That one is blocked while onnxruntime computes, so whatever should arrive meanwhile
 * must arrive in another. It starts with its first job.
 * @typeParam Context, Job see `Request`
 */
export class FetchingThread<Context, Job, Found> {
  #worker: Worker | null = null
  #opened = 0
  #asked = 0
  #held = 0
  readonly #waiting = new Map<number, Waiting<Found>>()

  /** @param program the file that calls `serve` in the thread */
  constructor(private readonly program: string) {}

  open(remote: Remote, snapshot: Snapshot, makeContext: () => Context): Fetcher<Job, Found> {
    const repoId = ++this.#opened
    const { endpoint, token, retryPolicy, signal } = remote
    const { repo, commit, gated, files } = snapshot
    let home: Worker | null = null
    signal?.addEventListener(
      'abort',
      () => home?.postMessage({ kind: 'stop', repoId } satisfies ThreadRequest<Context, Job>),
      {
        once: true,
      },
    )
    return {
      start: (job) => {
        const worker = this.#running()
        const post = (request: ThreadRequest<Context, Job>) => worker.postMessage(request)
        if (home !== worker)
          post({
            kind: 'open',
            repoId,
            endpoint,
            token,
            retryPolicy,
            snapshot: { repo, commit, gated, files },
            context: makeContext(),
          })
        home = worker
        const id = ++this.#asked
        const result = new Promise<Found>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
        post({ kind: 'do', repoId, id, job })
        return { result, cancel: () => post({ kind: 'cancel', id }) }
      },
      wait: async (result) => {
        this.#hold(1)
        try {
          return await result
        } finally {
          this.#hold(-1)
        }
      },
    }
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker
    // No flags of ours: a loader that runs this thread need not be the one that the file brings along.
    const worker = new Worker(path.join(__dirname, 'start.mjs'), { execArgv: [], workerData: this.program })
    worker.on('message', (response: ThreadResponse<Found>) => this.#settle(response))
    worker.on('error', (error) => this.#end(worker, error))
    worker.on('exit', () => this.#end(worker, new Error('The fetching thread ended.')))
    this.#worker = worker
    this.#hold(0)
    return worker
  }

  #hold(more: number): void {
    this.#held += more
    if (this.#held > 0) this.#worker?.ref()
    else this.#worker?.unref()
  }

  #settle(response: ThreadResponse<Found>): void {
    const who = this.#waiting.get(response.id)
    this.#waiting.delete(response.id)
    if ('error' in response) who?.reject(received(response.error))
    else who?.resolve(response.found)
  }

  #end(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return
    this.#worker = null
    for (const { reject } of this.#waiting.values())
      reject(error instanceof Error ? error : new Error(messageOf(error)))
    this.#waiting.clear()
  }
}

function received({ message, hub }: SentError): Error {
  if (hub === undefined) return new Error(message)
  const { code, permanent, retryAfterMs } = hub
  return new HubError(code, message, { permanent, ...(retryAfterMs === null ? {} : { retryAfterMs }) })
}
