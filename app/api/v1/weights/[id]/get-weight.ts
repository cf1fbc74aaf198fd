import { z } from 'zod'
import { RECORD_HEADERS, recordAnswer } from '@/app/api/v1/record-answer'
import { route } from '@/lib/http/route'
import { recordTags } from '@/lib/records/tags'
import { WeightRecord } from '@/lib/weights/schema'

export const getWeightRoute = route({
  name: 'getWeight',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/weights/{id}',
  summary: 'One weight: its coordinate, value, claims, reports and level',
  description:
    'Every version of a record stays at its own address, as it was written. The ETag is the name of the version: `"SW-000001.2"`.',
  params: z.object({
    id: z.string().meta({
      description:
        '`SW-000001` is the latest version, `SW-000001.2` the second, for good. Capitals and leading zeros do not matter.',
      example: 'SW-000001',
    }),
  }),
  response: {
    200: {
      description:
        'The record: its latest version, or the one asked for, in the schema that its `schema_version` names.',
      schema: WeightRecord,
      headers: RECORD_HEADERS,
    },
  },
  problems: [404],
  cache: 'public',
  tags: ({ id = '' }) => recordTags('weight', id),
  handler: ({ params }) => recordAnswer('weight', params.id),
})
