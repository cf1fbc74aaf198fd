import { RECORD_HEADERS } from '@/app/api/v1/record-result'
import { route } from '@/lib/http/route'
import { ModelRecord } from '@/lib/models/schema'
import { modelResult, OTHER_CAPITALS, RepoParams } from '../../model-result'

export const getModelRoute = route({
  name: 'getModel',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/models/{org}/{name}',
  summary: 'One model: the commits read, its weights and its sets',
  description:
    'The latest version; `Content-Location` is its permanent address. The ETag is the name of the version: `"huggyllama/llama-7b/versions/3"`.',
  params: RepoParams,
  response: {
    200: {
      description: "The model's record, in the schema given by its `schema_version`.",
      schema: ModelRecord,
      headers: RECORD_HEADERS,
    },
    308: OTHER_CAPITALS,
  },
  problems: [404, 422],
  cache: 'public',
  tags: ({ org, name }) => [`model:${org}/${name}`],
  handler: ({ params: { org, name } }) => modelResult(`${org}/${name}`, null),
})
