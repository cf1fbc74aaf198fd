import { z } from 'zod'
import type { Route } from '@/lib/http/declaration'
import { route } from '@/lib/http/route'
import { NO_TAGS } from '@/lib/http/tags'
import { DESCRIBED_ROUTES } from '../described-routes'
import { apiDocument } from '../document'

const OpenApi = z.looseObject({
  openapi: z.string().meta({ example: '3.1.1' }),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
})

export const getOpenApiRoute: Route = route({
  name: 'getOpenApi',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  response: {
    200: {
      description: 'The document, generated from the schemas that check every request and response.',
      schema: OpenApi,
    },
  },
  cache: 'public',
  tags: () => NO_TAGS,
  async handler() {
    return { body: apiDocument([...DESCRIBED_ROUTES, getOpenApiRoute]) }
  },
})
