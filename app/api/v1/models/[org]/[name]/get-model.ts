import { z } from 'zod'
import { found } from '@/app/api/v1/found'
import { route } from '@/lib/http/route'
import { getModel, repoInAnyCase } from '@/lib/models/get'
import { ModelRecord } from '@/lib/models/schema'

/** Longer names the Hub does not give. */
const MAX_NAME_LENGTH = 96
const Name = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(/^[\w.-]+$/, 'expected letters, digits, ".", "_" and "-"')

export const getModelRoute = route({
  name: 'getModel',
  method: 'GET',
  path: '/api/v1/models/{org}/{name}',
  summary: 'One model: the commits read of it, its weights and its sets',
  params: z.object({ org: Name.meta({ example: 'huggyllama' }), name: Name.meta({ example: 'llama-7b' }) }),
  response: {
    200: { description: 'The model.', schema: ModelRecord },
    308: {
      description: 'The repo is spelled with other capitals: the record is at `Location`.',
      schema: null,
      headers: { location: 'Where the record is.' },
    },
  },
  problems: [404, 422],
  cache: 'public',
  tags: ({ org, name }) => [`model:${org}/${name}`],
  async handler({ params: { org, name } }) {
    const repo = `${org}/${name}`
    const model = await getModel(repo)
    const known = model ? null : await repoInAnyCase(repo)
    if (known !== null) return { status: 308, body: null, headers: { location: `/api/v1/models/${known}` } }
    return {
      body: found(model, `No record speaks of the model ${repo}. Submit a coordinate of it, and it will appear here.`),
    }
  },
})
