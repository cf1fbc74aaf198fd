import { FIND_SCHEMA_PATH, findJsonSchema } from '@/lib/protocol'
import { schemaRoute } from '../schema-route'

export const getFindSchemaRoute = schemaRoute({
  name: 'getFindSchema',
  path: FIND_SCHEMA_PATH,
  summary: 'The JSON Schema of what find prints',
  description:
    'It describes what `superweights find --json` prints: the super weights of a checkpoint, what was tried, and how far the search went.',
  source: 'The schema, generated from the one that the program uses.',
  make: findJsonSchema,
})
