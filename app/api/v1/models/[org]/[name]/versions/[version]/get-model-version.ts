import { z } from 'zod'
import { RECORD_HEADERS } from '@/app/api/v1/record-result'
import { route } from '@/lib/http/route'
import { ModelRecord } from '@/lib/models/schema'
import { modelResult, OTHER_CAPITALS, RepoParams } from '../../../../model-result'

export const getModelVersionRoute = route({
  name: 'getModelVersion',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/models/{org}/{name}/versions/{version}',
  summary: "One version of a model's record",
  description: 'Every version of a record keeps its own address, unchanged.',
  params: RepoParams.extend({
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'expected a number from 1')
      .meta({ example: '1' }),
  }),
  response: {
    200: {
      description: 'That version, in the schema given by its `schema_version`.',
      schema: ModelRecord,
      headers: RECORD_HEADERS,
    },
    308: OTHER_CAPITALS,
  },
  problems: [404, 422],
  cache: 'immutable',
  tags: ({ org, name }) => [`model:${org}/${name}`],
  handler: ({ params: { org, name, version } }) => modelResult(`${org}/${name}`, Number(version)),
})
