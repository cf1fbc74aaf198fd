import { z } from 'zod'
import { route } from '@/lib/http/route'
import { NO_TAGS } from '@/lib/http/tags'

const JsonSchema = z.looseObject({
  $schema: z.string().meta({ example: 'https://json-schema.org/draft/2020-12/schema' }),
  $id: z.string(),
  title: z.string(),
})

export interface PublishedSchema {
  readonly name: string
  readonly path: string
  readonly summary: string
  readonly description: string
  /** Where the schema comes from. */
  readonly source: string
  readonly make: () => { readonly $id: string }
}

/** The route of a file's JSON Schema, made from the zod schema that the program itself uses. */
export const schemaRoute = ({ name, path, summary, description, source, make }: PublishedSchema) =>
  route({
    name,
    method: 'GET',
    auth: 'anyone',
    path,
    summary,
    description: `Draft 2020-12. ${description}`,
    response: { 200: { description: source, schema: JsonSchema, contentType: 'application/schema+json' } },
    cache: 'public',
    tags: () => NO_TAGS,
    handler: async () => ({ body: make() }),
  })
