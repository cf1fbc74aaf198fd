import { z } from 'zod'

/** A worker's name in the history of submissions, which is public; "registry" is the registry itself. */
export const WorkerName = z
  .string()
  .regex(/^(?!registry$)[\w.-]{1,60}$/, 'expected up to 60 letters, digits, dots, hyphens, and not "registry"')
  .meta({ description: 'Its name in the public history of submissions.', example: 'gpu-1' })
