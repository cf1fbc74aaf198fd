import { readCheckpoint } from '@/lib/checkpoints/read-checkpoint'
import { type ReadingReply, type ReadingRequest, sent } from './messages'

/** The program of the reading process: fetches and parses config, headers and values, and returns only what a claim needs. */

const running = new Map<number, AbortController>()
const answer = (message: ReadingReply) => void process.send?.(message)

async function read({ id, options, environment }: Extract<ReadingRequest, { kind: 'read' }>): Promise<void> {
  const stop = new AbortController()
  running.set(id, stop)
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  try {
    answer({ kind: 'read', id, reading: await readCheckpoint({ ...options, signal: stop.signal }) })
  } catch (error) {
    answer({ kind: 'failed', id, failure: sent(error) })
  } finally {
    running.delete(id)
  }
}

process.on('message', (request: ReadingRequest) => {
  if (request.kind === 'read') void read(request)
  else running.get(request.id)?.abort(new Error('The request was cancelled.'))
})
answer({ kind: 'ready' })
// The parent process has gone.
process.on('disconnect', () => process.exit())
