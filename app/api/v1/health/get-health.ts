import { z } from 'zod'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/http/log'
import { route } from '@/lib/http/route'
import { isDatabaseDown } from '@/lib/http/unavailable'
import packageJson from '@/package.json'
import { type QueueState, queueState } from './queue-state'

const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.enum(['up', 'down']),
    queue: z.object({
      status: z.enum(['up', 'stalled', 'down', 'unknown']).meta({ description: 'stalled: jobs wait and no worker takes them. unknown: the database is down.' }),
      waiting: z.int().nonnegative().nullable(),
      running: z.int().nonnegative().nullable(),
    }),
    version: z.string().meta({ description: 'Version of the site\'s software.' }),
  })
  .meta({ id: 'Health' })

export const getHealthRoute = route({
  name: 'getHealth',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Whether the site, its database and its queue work',
  response: {
    200: { description: 'The site answers; `status` says whether everything behind it works.', schema: Health },
    503: { description: 'The database cannot be reached.', schema: Health },
  },
  cache: 'live',
  async handler() {
    const queue = await queueOrNull()
    const { version } = packageJson
    if (queue === null) {
      return { status: 503, body: { status: 'degraded', database: 'down', queue: { status: 'unknown', waiting: null, running: null }, version } }
    }
    return { body: { status: queue.status === 'up' ? 'ok' : 'degraded', database: 'up', queue, version } }
  },
})

/** Null when the database is down: that is this route's own answer, and no error. */
async function queueOrNull(): Promise<QueueState | null> {
  try {
    return await queueState()
  } catch (error) {
    if (!isDatabaseDown(error)) throw error
    log('warn', 'database unreachable', { error: describeError(error) })
    return null
  }
}
