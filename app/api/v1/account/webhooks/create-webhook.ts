import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { db } from '@/lib/db'
import { route } from '@/lib/http/route'
import { makeWebhook } from '@/lib/webhooks/manage'
import { WebhookInput, WebhookSecret } from '@/lib/webhooks/schema'

export const createWebhookRoute = route({
  name: 'createWebhook',
  method: 'POST',
  auth: MAY_KEEP_WEBHOOKS,
  path: '/api/v1/account/webhooks',
  summary: 'Have every change of state of your submissions sent to an address',
  description: 'Messages are signed as Standard Webhooks wants it, with the secret that this response shows once.',
  body: WebhookInput,
  limits: { maxBodyBytes: 4 * 1024 },
  response: { 201: { description: 'The webhook and its secret.', schema: WebhookSecret } },
  problems: [409],
  cache: 'never',
  handler: async ({ account, body }) => ({
    status: 201,
    body: await db.$transaction((tx) => makeWebhook(tx, account.id, body)),
  }),
})
