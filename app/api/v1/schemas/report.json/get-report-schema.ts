import { z } from 'zod'
import { route } from '@/lib/http/route'
import { NO_TAGS } from '@/lib/http/tags'
import { REPORT_SCHEMA_PATH, reportJsonSchema } from '@/lib/protocol'

const JsonSchema = z.looseObject({
  $schema: z.string().meta({ example: 'https://json-schema.org/draft/2020-12/schema' }),
  $id: z.string(),
  title: z.string(),
})

export const getReportSchemaRoute = route({
  name: 'getReportSchema',
  method: 'GET',
  auth: 'anyone',
  path: REPORT_SCHEMA_PATH,
  summary: 'The JSON Schema of a report',
  description:
    'Draft 2020-12. It describes the file that `superweights report` writes, and the `report` member in responses of /api/v1/reports/{sha256}.',
  response: {
    200: {
      description: 'The schema, generated from the one that validates every filed report.',
      schema: JsonSchema,
      contentType: 'application/schema+json',
    },
  },
  cache: 'public',
  tags: () => NO_TAGS,
  handler: async () => ({ body: reportJsonSchema() }),
})
