import { MAY_SIGN } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { fileReproduction } from '@/lib/reproductions/file'
import { ReproductionInput, ReproductionRecord } from '@/lib/reproductions/schema'
import { ownRegistry } from './own-registry'

/** Twice what the report of a model of 80 layers with eight members takes. */
const MAX_BODY_BYTES = 8 * 1024 * 1024

export const fileReproductionRoute = route({
  name: 'fileReproduction',
  method: 'POST',
  auth: MAY_SIGN,
  path: '/api/v1/reproductions',
  summary: 'File a report of your own that you have signed',
  description:
    'Everything that follows from other numbers is computed again. The run raises the record of this registry to level 3 or 4, or marks it as conflicting; it accepts nothing by itself.',
  body: ReproductionInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: {
    201: {
      description: 'Filed.',
      schema: ReproductionRecord,
      headers: { location: 'Address of the report.' },
    },
  },
  problems: [404, 409],
  cache: 'never',
  async handler({ account, body, request }) {
    const filed = await fileReproduction(body, account, ownRegistry(request))
    return { status: 201, body: filed, headers: { location: `/api/v1${filed.url}` } }
  },
})
