import { z } from 'zod'
import { foundOr404, idOr404 } from '@/app/api/v1/or-404'
import { clientAddress } from '@/lib/arrival/client-address'
import { eventStream } from '@/lib/http/event-stream'
import { route } from '@/lib/http/route'
import { assertStreamSlot, takeStreamSlot } from '@/lib/limits/stream-slots'
import { isEnded } from '@/lib/protocol'
import { getSubmission } from '@/lib/submissions/get'
import { eventId, submissionChanges } from './changes'

const Event = z.looseObject({
  id: z.string().meta({ description: 'Names the state; sent back as `last-event-id`.' }),
  data: z.string().meta({ contentMediaType: 'application/json', description: 'The record.' }),
})

export const watchSubmissionRoute = route({
  name: 'watchSubmission',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/submissions/{id}/events',
  summary: 'One submission as server-sent events: now and at every change',
  description:
    "Each event's data is the record as in `GET /api/v1/submissions/{id}`, on one line. A comment is sent every 15 seconds. The stream ends when the status is final.",
  params: z.object({ id: z.string().meta({ example: 'SUB-000001' }) }),
  response: {
    200: {
      description: 'The stream; the schema is that of one event.',
      schema: Event,
      contentType: 'text/event-stream',
    },
    204: {
      description: 'The client already has the final record (it sent its `last-event-id`): browsers stop reconnecting.',
      schema: null,
    },
  },
  problems: [404, 429],
  cache: 'events',
  async handler({ params, request }) {
    const id = idOr404('submission', params.id)
    const record = foundOr404(await getSubmission(id), `There is no submission ${id}.`)
    if (isEnded(record.status) && request.headers.get('last-event-id') === eventId(record))
      return { status: 204, body: null }
    const address = clientAddress(request.headers)
    assertStreamSlot(address) // HEAD is refused too, but takes no slot
    return {
      open: () => eventStream((signal) => submissionChanges(id, signal), request.signal, takeStreamSlot(address)),
      headers: { 'x-accel-buffering': 'no' }, // nginx would hold events back
    }
  },
})
