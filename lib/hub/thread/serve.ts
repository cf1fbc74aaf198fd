import { messageOf } from '@/lib/errors/describe'
import { parentPort } from 'node:worker_threads'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { Links } from '../http/redirect-cache'
import type { Snapshot } from '../files/snapshot'
import type { Answer, Request, SentError } from './messages'

/** Does a job for one shelf; its signal aborts when the job is cancelled or the shelf stopped. */
export type Work<Job, Found> = (job: Job, signal: AbortSignal) => Promise<Found>

/**
 * The thread's side of `FetchingThread`: to be called once, by the file the thread was started for.
 * @param open makes ready what serves one shelf; `remote.signal` aborts when the shelf is stopped
 */
export function serve<Own, Job, Found>(open: (remote: Remote, snapshot: Snapshot, own: Own) => Work<Job, Found>): void {
  const shelves = new Map<number, { readonly work: Work<Job, Found>; readonly stop: AbortController }>()
  const jobs = new Map<number, { readonly shelf: number; readonly cancel: AbortController }>()

  const run = async (shelf: number, id: number, job: Job): Promise<Answer<Found>> => {
    const cancel = new AbortController()
    jobs.set(id, { shelf, cancel })
    try {
      const opened = shelves.get(shelf)
      if (opened === undefined) throw new Error('the shelf was stopped')
      return { id, found: await opened.work(job, cancel.signal) }
    } catch (error) {
      return { id, error: sent(error) }
    } finally {
      jobs.delete(id)
    }
  }
  const stop = (shelf: number) => {
    shelves.get(shelf)?.stop.abort()
    shelves.delete(shelf)
    for (const job of jobs.values()) if (job.shelf === shelf) job.cancel.abort()
  }

  parentPort?.on('message', (request: Request<Own, Job>) => {
    if (request.kind === 'open') {
      const { shelf, endpoint, token, patience, snapshot, own } = request
      const controller = new AbortController()
      shelves.set(shelf, {
        stop: controller,
        work: open({ endpoint, token, patience, signal: controller.signal, links: new Links() }, snapshot, own),
      })
    } else if (request.kind === 'do')
      void run(request.shelf, request.id, request.job).then((answer) => parentPort?.postMessage(answer))
    else if (request.kind === 'cancel') jobs.get(request.id)?.cancel.abort()
    else stop(request.shelf)
  })
}

function sent(error: unknown): SentError {
  if (!(error instanceof HubError)) return { message: messageOf(error) }
  const { message, code, permanent, retryAfterMs } = error
  return { message, hub: { code, permanent, retryAfterMs } }
}
