import { REPORT_SCHEMA_PATH, reportJsonSchema } from '@/lib/protocol'
import { schemaRoute } from '../schema-route'

export const getReportSchemaRoute = schemaRoute({
  name: 'getReportSchema',
  path: REPORT_SCHEMA_PATH,
  summary: 'The JSON Schema of a report',
  description:
    'It describes the file that `superweights report` writes, and the `report` member in responses of /api/v1/reports/{sha256}.',
  source: 'The schema, generated from the one that validates every filed report.',
  make: reportJsonSchema,
})
