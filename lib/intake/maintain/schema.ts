import { z } from 'zod'

/** What a maintainer may do with a submission. */
export const MAINTENANCE = ['priority', 'requeue', 'stop'] as const
export type Maintenance = (typeof MAINTENANCE)[number]

/** Input of the three routes, and of the forms. */
export const MaintenanceInput = z
  .strictObject({
    reason: z.string().trim().min(3).max(500).meta({
      description: 'Why, for everybody to read in the history of the submission.',
      example: 'Two days of work at the lab wait for it.',
    }),
  })
  .meta({ id: 'MaintenanceInput' })
