import { z } from 'zod'
import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { listWebhooks } from '@/lib/webhooks/records'
import { WebhookRecord } from '@/lib/webhooks/schema'

export const listWebhooksRoute = route({
  name: 'listWebhooks',
  method: 'GET',
  auth: MAY_KEEP_WEBHOOKS,
  path: '/api/v1/account/webhooks',
  summary: 'The webhooks of your account, with their latest messages',
  response: { 200: { description: 'The webhooks.', schema: z.object({ items: z.array(WebhookRecord) }) } },
  cache: 'never',
  handler: async ({ account }) => ({ body: { items: await listWebhooks(account.id) } }),
})
