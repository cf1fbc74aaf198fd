import { MAY_WORK } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { releaseRunOf } from '@/lib/runs/end'
import { ReleaseAnswer } from '@/lib/runs/schema'
import { RunParams, runOr404 } from '../../run-params'

export const releaseRunRoute = route({
  name: 'releaseRun',
  method: 'POST',
  auth: MAY_WORK,
  path: '/api/v1/runs/{id}/release',
  summary: 'Give a run back, since its worker stops',
  description: 'The next worker takes it at once. Takes no body.',
  params: RunParams,
  response: { 200: { description: 'It waits for another worker.', schema: ReleaseAnswer } },
  problems: [404, 409],
  cache: 'never',
  async handler({ params, account }) {
    await releaseRunOf(runOr404(params.id), account)
    return { body: { released: true } }
  },
})
