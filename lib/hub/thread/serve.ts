import { messageOf } from '@/lib/errors/describe'
import { parentPort } from 'node:worker_threads'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { RedirectCache } from '../http/redirect-cache'
import type { Snapshot } from '../files/snapshot'
import type { ThreadResponse, ThreadRequest, SentError } from './messages'

/** Does a job for one repo; its signal aborts when the job is cancelled or the repo is stopped. */
export type Work<Job, Found> = (job: Job, signal: AbortSignal) => Promise<Found>

/**
 * The thread's side of `FetchingThread`: called once, by the file that the thread runs.
 * @param open prepares what serves one repo; `remote.signal` aborts when the repo is stopped
 */
export function serve<Context, Job, Found>(
  open: (remote: Remote, snapshot: Snapshot, context: Context) => Work<Job, Found>,
): void {
  const repos = new Map<number, { readonly work: Work<Job, Found>; readonly stop: AbortController }>()
  const jobs = new Map<number, { readonly repoId: number; readonly cancel: AbortController }>()

  const run = async (repoId: number, id: number, job: Job): Promise<ThreadResponse<Found>> => {
    const cancel = new AbortController()
    jobs.set(id, { repoId, cancel })
    try {
      const opened = repos.get(repoId)
      if (opened === undefined) throw new Error('the repo was stopped')
      return { id, found: await opened.work(job, cancel.signal) }
    } catch (error) {
      return { id, error: sent(error) }
    } finally {
      jobs.delete(id)
    }
  }
  const stop = (repoId: number) => {
    repos.get(repoId)?.stop.abort()
    repos.delete(repoId)
    for (const job of jobs.values()) if (job.repoId === repoId) job.cancel.abort()
  }

  parentPort?.on('message', (request: ThreadRequest<Context, Job>) => {
    if (request.kind === 'open') {
      const { repoId, endpoint, token, retryPolicy, snapshot, context } = request
      const controller = new AbortController()
      repos.set(repoId, {
        stop: controller,
        work: open(
          { endpoint, token, retryPolicy, signal: controller.signal, redirects: new RedirectCache() },
          snapshot,
          context,
        ),
      })
    } else if (request.kind === 'do')
      void run(request.repoId, request.id, request.job).then((response) => parentPort?.postMessage(response))
    else if (request.kind === 'cancel') jobs.get(request.id)?.cancel.abort()
    else stop(request.repoId)
  })
}

function sent(error: unknown): SentError {
  if (!(error instanceof HubError)) return { message: messageOf(error) }
  const { message, code, permanent, retryAfterMs } = error
  return { message, hub: { code, permanent, retryAfterMs } }
}
