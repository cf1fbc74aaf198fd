import { z } from 'zod'
import { RECORD_HEADERS, recordResult } from '@/app/api/v1/record-result'
import { route } from '@/lib/http/route'
import { recordTags } from '@/lib/records/tags'
import { WeightRecord } from '@/lib/weights/schema'

export const getWeightRoute = route({
  name: 'getWeight',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/weights/{id}',
  summary: 'One weight: its coordinate, value, claims, reports and evidence level',
  description:
    'Every version of a record keeps its own address, unchanged. The ETag is the name of the version: `"SW-000001.2"`.',
  params: z.object({
    id: z.string().meta({
      description:
        '`SW-000001` is the latest version, `SW-000001.2` always the second. Case and leading zeros do not matter.',
      example: 'SW-000001',
    }),
  }),
  response: {
    200: {
      description: 'The record: its latest version or the requested one, in the schema given by its `schema_version`.',
      schema: WeightRecord,
      headers: RECORD_HEADERS,
    },
  },
  problems: [404],
  cache: 'public',
  tags: ({ id = '' }) => recordTags('weight', id),
  handler: ({ params }) => recordResult('weight', params.id),
})
