import { MAY_WORK } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { RunAnswer, RunAsk } from '@/lib/runs/schema'
import { takeRun } from '@/lib/runs/take'

/** A name, lanes and a hash. */
const MAX_BODY_BYTES = 2 * 1024

export const takeRunRoute = route({
  name: 'takeRun',
  method: 'POST',
  auth: MAY_WORK,
  path: '/api/v1/runs',
  summary: 'Take the next run, as a worker',
  description:
    'The run is the worker’s for `lease_seconds` after each heartbeat. One that is silent for longer loses it, and another worker gets it. Ask again after some seconds when `run` is null.',
  body: RunAsk,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: {
    201: { description: 'The run, which this worker now has.', schema: RunAnswer },
    200: { description: 'Nothing waits: `run` is null.', schema: RunAnswer },
  },
  problems: [409],
  cache: 'never',
  async handler({ body, account }) {
    const run = await takeRun(account, body)
    return { status: run === null ? 200 : 201, body: { run } }
  },
})
