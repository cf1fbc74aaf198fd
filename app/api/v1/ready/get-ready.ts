import { z } from 'zod'
import { together } from '@/lib/async/together'
import { databaseAnswers } from '@/lib/database-health'
import { route } from '@/lib/http/route'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { pendingMigrations } from '@/lib/pending-migrations'

const Ready = z
  .object({
    ready: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why it is not, in a sentence; null when it is.' }),
  })
  .meta({ id: 'Ready' })
type Ready = z.infer<typeof Ready>

export const getReadyRoute = route({
  name: 'getReady',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/ready',
  summary: 'Whether this process may be sent requests',
  description:
    'For load balancers, and for whoever upgrades. Unlike `/api/v1/health` it says nothing of workers and disks: without them the index can still be read.',
  response: {
    200: { description: 'It may.', schema: Ready },
    503: { description: 'Not yet, or not now: `reason` says why.', schema: Ready },
  },
  cache: 'never',
  answersOutage: true,
  async handler() {
    const reason = await checkOnce()
    return { status: reason === null ? 200 : 503, body: { ready: reason === null, reason } satisfies Ready }
  },
})

const DOWN = 'The database cannot be reached or does not respond.'

/** Concurrent requests share one check. */
const checkOnce = together(whyNotReady)

async function whyNotReady(): Promise<string | null> {
  if (!(await databaseAnswers())) return DOWN
  try {
    const pending = await pendingMigrations()
    if (pending.length === 0) return null
    const count = pending.length === 1 ? '1 migration' : `${pending.length} migrations`
    return `The database lacks ${count} of this version: ${pending.slice(0, 3).join(', ')}. Run "npm run migrate".`
  } catch (error) {
    if (!isDatabaseDown(error)) throw error
    return DOWN
  }
}
