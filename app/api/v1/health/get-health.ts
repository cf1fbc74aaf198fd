import { z } from 'zod'
import { together } from '@/lib/async/together'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { route } from '@/lib/http/route'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { databaseAnswers } from '@/lib/database-health'
import { storageProblem } from '@/lib/storage'
import packageJson from '@/package.json'
import { type QueueState, queueState } from './queue-state'

const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.enum(['up', 'down']),
    queue: z.object({
      status: z
        .enum(['up', 'stalled', 'down', 'unknown'])
        .meta({ description: 'stalled: jobs are waiting and no worker takes them. unknown: the database is down.' }),
      waiting: z.int().nonnegative().nullable(),
      running: z.int().nonnegative().nullable(),
    }),
    storage: z
      .enum(['ok', 'full', 'unknown'])
      .meta({ description: 'full: nothing can be stored, but reading works. unknown: the database is down.' }),
    reason: z.string().nullable().meta({ description: 'What is wrong, in a sentence; null when `status` is `ok`.' }),
    version: z.string().meta({ description: "Version of the site's software." }),
  })
  .meta({ id: 'Health' })

export const getHealthRoute = route({
  name: 'getHealth',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/health',
  summary: 'Whether the site, its database and its queue work',
  response: {
    200: { description: 'The site is up; `status` says whether everything behind it works.', schema: Health },
    503: {
      description: 'The database cannot be reached or does not respond, or a disk is full: `reason` says which.',
      schema: Health,
    },
  },
  cache: 'live',
  answersOutage: true,
  async handler() {
    const { reason, ...state } = await checkOnce()
    const isWell = state.database === 'up' && state.storage === 'ok'
    return {
      status: isWell ? 200 : 503,
      body: { ...state, status: reason === null ? 'ok' : 'degraded', reason, version: packageJson.version },
    }
  },
})

type State = Omit<z.infer<typeof Health>, 'status' | 'version'>

const DOWN: State = {
  database: 'down',
  storage: 'unknown',
  queue: { status: 'unknown', waiting: null, running: null },
  reason: 'The database cannot be reached or does not respond.',
}

/** Concurrent requests share one check: each takes two queries, and many would occupy the pool. */
const checkOnce = together(stateOrDown)

/** This route reports a database that is down; that is not an error of the route. */
async function stateOrDown(): Promise<State> {
  if (!(await databaseAnswers())) return DOWN
  try {
    const [queue, storage] = [await queueState(), await storageProblem()]
    return {
      database: 'up',
      storage: storage === null ? 'ok' : 'full',
      queue,
      reason: storage ?? QUEUE_REASONS[queue.status],
    }
  } catch (error) {
    if (!isDatabaseDown(error)) throw error
    log('warn', 'database unreachable', { error: describeError(error) })
    return DOWN
  }
}

const QUEUE_REASONS: Readonly<Record<QueueState['status'], string | null>> = {
  up: null,
  stalled: 'Jobs are waiting and no worker takes them.',
  down: 'The queue has no tables yet: submissions would not be verified.',
}
