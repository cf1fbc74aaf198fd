import { z } from 'zod'
import { RECORD_HEADERS, recordResult } from '@/app/api/v1/record-result'
import { route } from '@/lib/http/route'
import { recordTags } from '@/lib/records/tags'
import { SetRecord } from '@/lib/sets/schema'

export const getSetRoute = route({
  name: 'getSet',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/sets/{id}',
  summary: 'One set: its members, the effect of each alone, and its reports',
  description:
    'Every version of a record keeps its own address, unchanged. The ETag is the name of the version: `"SS-000001.2"`.',
  params: z.object({
    id: z.string().meta({
      description:
        '`SS-000001` is the latest version, `SS-000001.2` always the second. Case and leading zeros do not matter.',
      example: 'SS-000001',
    }),
  }),
  response: {
    200: {
      description: 'The record: its latest version or the requested one, in the schema given by its `schema_version`.',
      schema: SetRecord,
      headers: RECORD_HEADERS,
    },
  },
  problems: [404],
  cache: 'public',
  tags: ({ id = '' }) => recordTags('set', id),
  handler: ({ params }) => recordResult('set', params.id),
})
