import { z } from 'zod'
import { route } from '@/lib/http/route'

const OpenApi = z.looseObject({
  openapi: z.string().meta({ example: '3.1.1' }),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
})

export const getOpenApiRoute = route({
  name: 'getOpenApi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  response: {
    200: {
      description: 'The document, generated from the schemas that check every request and answer.',
      schema: OpenApi,
    },
  },
  cache: 'public',
  async handler() {
    // Imported when asked for: the document lists all routes, and this one is among them.
    const { apiDocument } = await import('../document')
    return { body: apiDocument() }
  },
})
