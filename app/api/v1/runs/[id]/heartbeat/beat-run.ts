import { MAY_WORK } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { HEARTBEAT_SECONDS } from '@/lib/jobs/queues'
import { beat } from '@/lib/runs/heartbeat'
import { HeartbeatAnswer, HeartbeatInput } from '@/lib/runs/schema'
import { RunParams, runOr404 } from '../../run-params'

/** A message of 2,000 characters takes 12 kB when each is written as \uXXXX. */
const MAX_BODY_BYTES = 16 * 1024

export const beatRunRoute = route({
  name: 'beatRun',
  method: 'POST',
  auth: MAY_WORK,
  path: '/api/v1/runs/{id}/heartbeat',
  summary: 'Keep a run, and say how far it has come',
  description: '409 `run-lost` means that the run is over: cancelled, ended, or given to another worker. Then stop it.',
  params: RunParams,
  body: HeartbeatInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: { 200: { description: 'It goes on.', schema: HeartbeatAnswer } },
  problems: [404, 409],
  cache: 'never',
  async handler({ params, body, account }) {
    await beat(runOr404(params.id), account, body.progress)
    return { body: { lease_seconds: HEARTBEAT_SECONDS } }
  },
})
