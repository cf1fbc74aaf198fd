import { z } from 'zod'
import { WeightId } from '@/lib/ids'
import { jsonOf } from '@/lib/records/download'
import { route } from '@/lib/http/route'
import { DOWNLOAD, downloadHeaders } from './download'

export const downloadJsonRoute = route({
  ...DOWNLOAD,
  name: 'downloadWeightsJson',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/weights.json',
  summary: 'The index of weights as flat rows',
  description: `${DOWNLOAD.description} A JSON array.`,
  response: {
    200: { description: 'The rows.', schema: z.array(z.looseObject({ id: WeightId })), streamed: true },
  },
  handler: async ({ query }) => ({ open: () => jsonOf(query), headers: downloadHeaders('json') }),
})
