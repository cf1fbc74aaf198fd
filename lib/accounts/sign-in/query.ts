import { z } from 'zod'

/** What the page for signing in may be asked with. */
export const SignInQuery = z.object({
  to: z.string().max(2_000).optional().meta({ description: 'The path to go on at.' }),
  error: z.string().max(100).optional().meta({ description: 'What went wrong, in the words of the provider.' }),
  error_description: z.string().max(1_000).optional(),
})
