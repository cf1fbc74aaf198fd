import { z } from 'zod'
import { Time } from '@/lib/timestamp'
import { SCOPES } from '../auth'

/** Longer than any project: a key that nobody renews is forgotten, and should end. */
export const MAX_DAYS = 366

/** What a key is made of. */
export const KeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ description: 'What it is for, so that you know it again.', example: 'laptop' }),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).meta({
    description:
      'What it may do: `submit` claims, `review` with the roles of your account, `report` measurements, `work` as a worker of the registry if your account is a maintainer’s.',
  }),
  days: z.int().min(1).max(MAX_DAYS).default(90).meta({ description: 'How long it is valid.' }),
})
export type KeyInput = z.infer<typeof KeyInput>

/** A key as its owner sees it. */
export const KeyRecord = z.object({
  id: z.int().positive(),
  name: z.string(),
  start: z.string().meta({ description: 'What the key begins with.', example: 'sw_9fK2xQ' }),
  scopes: z.array(z.enum(SCOPES)),
  created_at: Time,
  expires_at: Time.nullable(),
  last_used_at: Time.nullable().meta({ description: 'To the minute; null when it was never used.' }),
  revoked_at: Time.nullable(),
})
export type KeyRecord = z.infer<typeof KeyRecord>
