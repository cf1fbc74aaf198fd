import { readCheckpoint } from '@/lib/checkpoints/read-checkpoint'
import { type Answer, type Request, sent } from './messages'

/** The program of the reading process: config, headers and values are fetched and parsed here, and only what a claim needs leaves it. */

const running = new Map<number, AbortController>()
const answer = (message: Answer) => void process.send?.(message)

async function read({ id, options, environment }: Extract<Request, { kind: 'read' }>): Promise<void> {
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

process.on('message', (request: Request) => {
  if (request.kind === 'read') void read(request)
  else running.get(request.id)?.abort(new Error('Nobody waits for it any more.'))
})
answer({ kind: 'ready' })
// Nobody is left to read for.
process.on('disconnect', () => process.exit())
