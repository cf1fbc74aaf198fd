import { z } from 'zod'

/** What a checkpoint's config and headers say of it: in a report's words and in a model's record alike. */
export const CheckpointShape = z.object({
  family: z.string(),
  layers: z.int().positive(),
  hidden_size: z.int().positive(),
  intermediate_size: z.int().positive(),
  dtype: z.string(),
  parameters: z.int().positive(),
})
export type CheckpointShape = z.infer<typeof CheckpointShape>
