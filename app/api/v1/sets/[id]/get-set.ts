import { z } from 'zod'
import { RECORD_HEADERS, recordAnswer } from '@/app/api/v1/record-answer'
import { route } from '@/lib/http/route'
import { recordTags } from '@/lib/records/tags'
import { SetRecord } from '@/lib/sets/schema'

export const getSetRoute = route({
  name: 'getSet',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/sets/{id}',
  summary: 'One set: its members, what each does alone, and its reports',
  description:
    'Every version of a record stays at its own address, as it was written. The ETag is the name of the version: `"SS-000001.2"`.',
  params: z.object({
    id: z.string().meta({
      description:
        '`SS-000001` is the latest version, `SS-000001.2` the second, for good. Capitals and leading zeros do not matter.',
      example: 'SS-000001',
    }),
  }),
  response: {
    200: {
      description:
        'The record: its latest version, or the one asked for, in the schema that its `schema_version` names.',
      schema: SetRecord,
      headers: RECORD_HEADERS,
    },
  },
  problems: [404],
  cache: 'public',
  tags: ({ id = '' }) => recordTags('set', id),
  handler: ({ params }) => recordAnswer('set', params.id),
})
