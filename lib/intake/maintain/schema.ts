import { z } from 'zod'

/** What a maintainer may do with a submission. */
export const MAINTENANCE = ['priority', 'requeue', 'stop'] as const
export type Maintenance = (typeof MAINTENANCE)[number]

/** A sentence or two. */
export const MAX_ORDER_LENGTH = 500

/** Input of the three routes, and of the forms. */
export const MaintenanceInput = z
  .strictObject({
    reason: z.string().trim().min(3).max(MAX_ORDER_LENGTH).meta({
      description: 'Why, for everybody to read in the history of the submission.',
      example: 'Two days of work at the lab wait for it.',
    }),
  })
  .meta({ id: 'MaintenanceInput' })
