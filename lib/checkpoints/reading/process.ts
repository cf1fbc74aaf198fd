import { type ReadingReply, type ReadingRequest, sent } from './messages'
import { type Reading, type Task, type TaskResult, TASKS } from './tasks'

/** The program of the reading process: fetches and parses config, headers and values, and returns only what was asked for. */

const running = new Map<number, AbortController>()
const answer = (message: ReadingReply) => void process.send?.(message)

async function read({ id, reading, environment }: Extract<ReadingRequest, { kind: 'read' }>): Promise<void> {
  const stop = new AbortController()
  running.set(id, stop)
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  try {
    answer({ kind: 'read', id, result: await run(reading, stop.signal) })
  } catch (error) {
    answer({ kind: 'failed', id, failure: sent(error) })
  } finally {
    running.delete(id)
  }
}

function run({ task, options, retryPolicy }: Reading, signal: AbortSignal): Promise<TaskResult<Task>> {
  switch (task) {
    case 'checkpoint':
      return TASKS.checkpoint({ ...options, retryPolicy, signal })
    case 'quantisedHead':
      return TASKS.quantisedHead({ ...options, retryPolicy, signal })
    case 'audit':
      return TASKS.audit({ ...options, retryPolicy, signal })
  }
}

process.on('message', (request: ReadingRequest) => {
  if (request.kind === 'read') void read(request)
  else running.get(request.id)?.abort(new Error('The request was cancelled.'))
})
answer({ kind: 'ready' })
// The parent process has gone.
process.on('disconnect', () => process.exit())
