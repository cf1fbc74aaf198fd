import { route } from '@/lib/http/route'
import { wholeQueue } from '@/lib/submissions/queue'
import { QueueRecord } from '@/lib/submissions/queue-schema'

export const getQueueRoute = route({
  name: 'getQueue',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/queue',
  summary: 'What runs, what waits in the order in which it will start, and what ended last',
  description:
    'Each lane holds models of one size and has a place on every worker that serves it. Within a lane, accounts take turns. Estimates are computed from the sizes of the models and the speed of the last runs.',
  response: { 200: { description: 'The queue now.', schema: QueueRecord } },
  cache: 'never', // heartbeats and estimates change with the time, and no notification tells
  handler: async () => ({ body: await wholeQueue() }),
})
