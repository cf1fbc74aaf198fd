import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { MAY_MAINTAIN } from '@/app/who-may-write'
import type { Route } from '@/lib/http/declaration'
import { route } from '@/lib/http/route'
import { maintain } from '@/lib/intake/maintain/maintain'
import { type Maintenance, MaintenanceInput } from '@/lib/intake/maintain/schema'
import { getSubmission } from '@/lib/submissions/get'
import { SubmissionRecord } from '@/lib/submissions/schema'

/** A reason of 500 characters takes 3 kB when each is written as \\uXXXX. */
const MAX_BODY_BYTES = 8 * 1024

interface MaintenanceRoute {
  readonly what: Maintenance
  readonly name: string
  readonly path: string
  readonly summary: string
  readonly description: string
  /** Of the answer 200. */
  readonly response: string
}

/** A route by which a maintainer changes the course of a submission, with a public reason. */
export function maintenanceRoute({ what, response, ...facts }: MaintenanceRoute): Route {
  return route({
    ...facts,
    method: 'POST',
    auth: MAY_MAINTAIN,
    params: z.object({ id: z.string().meta({ example: 'SUB-000001' }) }),
    body: MaintenanceInput,
    limits: { maxBodyBytes: MAX_BODY_BYTES },
    response: { 200: { description: response, schema: SubmissionRecord } },
    problems: [404, 409],
    cache: 'never',
    async handler({ params, body, account }) {
      const id = idOr404('submission', params.id)
      await maintain(id, what, { account, reason: body.reason })
      return { body: foundOr404(await getSubmission(id), `There is no submission ${id}.`) }
    },
  })
}
