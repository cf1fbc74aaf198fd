import { z } from 'zod'

export const Commit = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: '40-hex commit of the Hugging Face repo.' })
export const Repo = z.string().meta({ description: 'Hugging Face repo.', example: 'huggyllama/llama-7b' })
