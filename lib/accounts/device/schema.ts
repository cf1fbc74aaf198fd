import { z } from 'zod'
import { SCOPES } from '../auth'
import { KeyRecord } from '../keys/schema'

/** What a program asks for when it wants to act for somebody. */
export const DeviceInput = z.strictObject({
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .default(['submit', 'report'])
    .meta({ description: 'What the key may do that it gets.' }),
})

/** What the person and the program need (RFC 8628, 3.2). */
export const DeviceCodes = z.object({
  device_code: z.string().meta({ description: 'Secret of the program; it asks for its key with it.' }),
  user_code: z.string().meta({ description: 'What the person compares, or types.', example: 'WDJBMJHT' }),
  verification_uri: z.url(),
  verification_uri_complete: z.url(),
  expires_in: z.int().positive().meta({ description: 'Seconds.' }),
  interval: z.int().positive().meta({ description: 'Seconds between two questions for the key, at least.' }),
})
export type DeviceCodes = z.infer<typeof DeviceCodes>

export const DeviceTokenInput = z.strictObject({
  device_code: z.string().min(1).max(200),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .default('command line')
    .meta({ description: 'What the key is called on the page of the account.', example: 'command line on laptop' }),
})
export type DeviceTokenInput = z.infer<typeof DeviceTokenInput>

/** A new key: the only answer that has the key itself. */
export const NewKeyRecord = z.object({
  key: z.string().meta({ description: 'Shown once. Send it as `Authorization: Bearer KEY`.' }),
  account: z.string(),
  record: KeyRecord,
})
export type NewKeyRecord = z.infer<typeof NewKeyRecord>
