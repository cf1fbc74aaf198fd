import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { testWebhook } from '@/lib/webhooks/manage'
import { WebhookRecord } from '@/lib/webhooks/schema'
import { WebhookParams } from '../webhook-params'

export const testWebhookRoute = route({
  name: 'testWebhook',
  method: 'POST',
  auth: MAY_KEEP_WEBHOOKS,
  path: '/api/v1/account/webhooks/{id}/test',
  summary: 'Send a webhook a test',
  description: 'Enables a webhook that was disabled. Takes no body.',
  params: WebhookParams,
  response: { 200: { description: 'The webhook, with the test among its messages.', schema: WebhookRecord } },
  problems: [404],
  cache: 'never',
  handler: async ({ account, params }) => ({ body: await testWebhook(account.id, params.id) }),
})
