import { z } from 'zod'

/** RFC 9457. `type` is a page that explains the code; members beyond these depend on it. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ description: 'A page about this kind of error.', example: '/errors/invalid-input' }),
    title: z.string().meta({ example: 'Invalid input' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What was wrong, what was expected, what to do.' }),
    instance: z.string().meta({ description: 'The requested path.' }),
    code: z.string().meta({ description: 'Stable code for programs.', example: 'invalid-input' }),
    request_id: z
      .string()
      .meta({ description: 'Also in the header `x-request-id`; give it when you report an error.' }),
    errors: z
      .array(z.object({ path: z.string().meta({ example: 'coordinates.0' }), message: z.string() }))
      .optional()
      .meta({ description: 'For `invalid-input`: every invalid field.' }),
    suggestion: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'The likely intended value; null when there is none or more than one.' }),
    suggestions: z
      .array(z.string())
      .optional()
      .meta({ description: 'Every reading of a coordinate that has more than one, or the one suggestion.' }),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
