import { z } from 'zod'
import { STATUSES } from '@/lib/protocol'
import { SubmissionId } from '@/lib/ids'
import { Time } from '@/lib/timestamp'

/** What a webhook is made of. */
export const WebhookInput = z
  .strictObject({
    url: z.string().trim().min(1).max(500).meta({
      description: 'An HTTPS address on the public Internet, without a name, a password or a fragment.',
      example: 'https://example.org/hooks/super-weights',
    }),
  })
  .meta({ id: 'WebhookInput' })
export type WebhookInput = z.infer<typeof WebhookInput>

/** One message to a webhook, as its owner sees it. */
export const DeliveryRecord = z.object({
  id: z.int().positive(),
  type: z.enum(['submission.changed', 'webhook.test']),
  submission: SubmissionId.nullable().meta({ description: 'Null for a test.' }),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  tries: z.int().nonnegative(),
  status: z.int().nullable().meta({ description: 'HTTP status of the last answer; null where there was none.' }),
  error: z.string().nullable().meta({ description: 'Why the last try failed.' }),
  created_at: Time,
  tried_at: Time.nullable(),
})
export type DeliveryRecord = z.infer<typeof DeliveryRecord>

/** A webhook as its owner sees it. */
export const WebhookRecord = z
  .object({
    id: z.int().positive(),
    url: z.string(),
    created_at: Time,
    disabled_at: Time.nullable().meta({ description: 'Since then nothing is sent. A test enables it again.' }),
    disabled_reason: z.string().nullable(),
    deliveries: z.array(DeliveryRecord).meta({ description: 'The latest, newest first.' }),
  })
  .meta({ id: 'Webhook' })
export type WebhookRecord = z.infer<typeof WebhookRecord>

/** A webhook with its secret, which is shown once. */
export const WebhookSecret = z
  .object({
    webhook: WebhookRecord,
    secret: z.string().meta({ description: 'Signs every message. Not shown again.', example: 'whsec_…' }),
  })
  .meta({ id: 'WebhookSecret' })
export type WebhookSecret = z.infer<typeof WebhookSecret>

/** What a webhook gets when a submission has another state. */
export const SubmissionChanged = z
  .object({
    type: z.literal('submission.changed'),
    timestamp: Time.meta({ description: 'When it happened.' }),
    data: z.object({
      submission: SubmissionId,
      repo: z.string(),
      status: z.enum(STATUSES),
      reason_code: z.string().nullable(),
      reason: z.string(),
      url: z.string().meta({ description: 'Its page; without a host where the registry does not know its own.' }),
    }),
  })
  .meta({ id: 'SubmissionChanged' })
export type SubmissionChanged = z.infer<typeof SubmissionChanged>

/** What a webhook gets when its owner asks for a test. */
export const WebhookTest = z
  .object({ type: z.literal('webhook.test'), timestamp: Time, data: z.object({}) })
  .meta({ id: 'WebhookTest' })
export type WebhookTest = z.infer<typeof WebhookTest>
